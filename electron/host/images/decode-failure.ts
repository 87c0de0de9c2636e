// Why a file gave no picture: what reading, checking and decoding all answer with.
import type { SkipReasonId } from '../../../engine/datasets/image-folder.ts';

/** reason: a sentence for a person, without a full stop. */
export interface DecodeFailure {
  readonly kind: 'failed';
  readonly id: SkipReasonId;
  readonly reason: string;
}
