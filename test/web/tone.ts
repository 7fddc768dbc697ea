/** A WAV of a low tone, 8,000 samples a second of one byte, that names its artist: https://www.recordingblogs.com/wiki/list-chunk-of-a-wave-file */
export function tone(seconds: number, artist: string): Buffer {
  const rate = 8000;
  const wave = Buffer.from(
    Array.from({ length: 40 }, (_, at) => 128 + Math.round(100 * Math.sin((at * Math.PI) / 20))),
  );
  const samples = Buffer.alloc(rate * seconds, wave);
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0); // PCM
  format.writeUInt16LE(1, 2); // one channel
  format.writeUInt32LE(rate, 4);
  format.writeUInt32LE(rate, 8);
  format.writeUInt16LE(1, 12);
  format.writeUInt16LE(8, 14);
  const named = chunk('LIST', Buffer.concat([Buffer.from('INFO'), chunk('IART', Buffer.from(`${artist}\0`))]));
  const body = Buffer.concat([Buffer.from('WAVE'), chunk('fmt ', format), named, chunk('data', samples)]);
  return chunk('RIFF', body);
}

function chunk(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}
