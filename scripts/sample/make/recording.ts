/** Speech as files that every browser plays. Bit-exact, without a date or an encoder's name. Needs ffmpeg. */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { RATE } from './speech.ts';

/** A little room around the dry voice, and its highest, most metallic tones taken down. */
const ROOM = 'highpass=f=75,treble=g=-4:f=5000,aecho=0.85:0.6:19|37:0.09|0.05,volume=1.6,alimiter=limit=0.9';

/** ffmpeg's own AAC encoder gives a third more than it is asked for; both come to about 32 kbit/s. */
const MP3 = words('-c:a libmp3lame -b:a 32k -ac 1');
const AAC = words('-c:a aac -b:a 23k -ac 1 -movflags +faststart');
const H264 = words('-c:v libx264 -preset veryslow -crf 33 -threads 1');
const EXACT = words('-map_metadata -1 -fflags +bitexact -flags:a +bitexact -flags:v +bitexact');
const FRAMES_PER_SECOND = 8;

/** Writes .mp3 or .m4a, mono. */
export function writeSound(samples: Int16Array, path: string): void {
  encode(samples, [], ['-af', ROOM, ...(path.endsWith('.m4a') ? AAC : MP3), ...EXACT, path]);
}

/** Writes an .mp4 of a still picture, slowly nearing, with the speech. */
export function writeFilm(samples: Int16Array, picture: string, path: string): void {
  const frames = Math.ceil((samples.length / RATE) * FRAMES_PER_SECOND);
  const nearing = `zoompan=z='1+0.12*on/${frames}':d=${frames}:fps=${FRAMES_PER_SECOND}:x='(iw-iw/zoom)/2':y='(ih-ih/zoom)/2':s=480x360`;
  const filter = `[1:v]scale=2880:-2,${nearing},format=yuv420p[v];[0:a]${ROOM}[a]`;
  const mapped = ['-filter_complex', filter, ...words('-map [v] -map [a]')];
  encode(samples, ['-i', picture], [...mapped, ...H264, ...AAC, '-shortest', ...EXACT, path]);
}

function encode(samples: Int16Array, otherInputs: string[], output: string[]): void {
  const raw = `${output.at(-1)}.pcm`;
  writeFileSync(raw, new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  try {
    const pcm = words(`-f s16le -ar ${RATE} -ac 1`);
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...pcm, '-i', raw, ...otherInputs, ...output]);
  } finally {
    rmSync(raw);
  }
}

function words(line: string): string[] {
  return line.split(' ');
}
