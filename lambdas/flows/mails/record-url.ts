import { recordPath } from '../../domain/record-path.ts';
import type { Submission } from '../../domain/submission.ts';
import type { Dependencies } from '../../runtime/dependencies.ts';

export function recordUrlOf({ publicUrl }: Dependencies, { record }: Submission): string | null {
  return record === null ? null : publicUrl + recordPath(record);
}
