// Why a file gave no picture: what reading, checking and decoding all answer with.
import type { Message } from '../../../engine/base/messages.ts';
import type { SkipReasonId } from '../../../engine/datasets/image-folder.ts';

/** reason: a phrase for a person. */
export interface DecodeFailure {
  readonly kind: 'failed';
  readonly id: SkipReasonId;
  readonly reason: Message;
}
