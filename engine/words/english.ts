// All messages in English: the words of every room, and of every layer.
import { words as wasm } from '../backends/wasm/words.ts';
import { words as base } from '../base/words.ts';
import { words as datasets } from '../datasets/words.ts';
import { words as document } from '../document/words.ts';
import { words as exporters } from '../exporters/words.ts';
import { words as lab } from '../lab/words.ts';
import { words as layers } from '../layers/words.ts';
import { words as network } from '../network/words.ts';
import { words as train } from '../train/words.ts';
import { words as host } from './host.ts';

/** By room. */
export const english = { base, layers, document, network, wasm, datasets, train, exporters, lab, host } as const;
