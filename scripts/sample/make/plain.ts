/** Plain texts: with times and speakers, with speakers, or paragraphs alone. */
import type { Speaker } from './script.ts';
import { clock, type TimedPart } from './timing.ts';

export function plainText(
  part: TimedPart,
  speakers: Record<string, Speaker>,
  { times, labels }: { times: boolean; labels: boolean },
): string {
  return part.turns
    .map(({ speaker, cues }) => {
      const label = speakers[speaker]!.label;
      const words = cues.map(({ text }) => text).join(' ');
      const said = labels && label ? `${label}: ${words}` : words.replaceAll(' / ', '\n');
      return times ? `[${clock(cues[0]!.startMs)}] ${said}\n` : `${said}\n`;
    })
    .join('\n');
}
