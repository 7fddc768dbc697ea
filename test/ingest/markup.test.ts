import fc from 'fast-check';
import { plainText } from '../../server/ingest/markup.ts';
import { readTable } from '../../server/ingest/table.ts';
import { folderOf } from './importing/import.ts';
import { read, said } from './making/read.ts';

describe('a cell that holds HTML', () => {
  test.each([
    ['<b>The river</b>', 'The river'],
    ['Sasson &amp; Sons', 'Sasson & Sons'],
    ['<p>We left.</p><p>Then we came back.</p>', 'We left.\nThen we came back.'],
    ['one<br>two<br/>three<BR />four', 'one\ntwo\nthree\nfour'],
    ['<ul><li>bread</li><li>olives</li></ul>', 'bread\nolives'],
    ['<table><tr><td>1941</td><td>Baghdad</td></tr></table>', '1941 Baghdad'],
    ['<a href="https://example.org/?a=1&amp;b=2" class=x>the list</a>', 'the list'],
    ['<span style="color:red">בית</span>&nbsp;<i>ספר</i>', 'בית ספר'],
    ['&#1489;&#x5d9;&#1514; &eacute;t&eacute; &ldquo;so&rdquo;', 'בית été “so”'],
    ['<p>Before<script>alert("<b>1</b>")</script> after</p><style>p{}</style>', 'Before after'],
    ['<!-- from the old site -->Words<o:p></o:p>', 'Words'],
    ['<p></p>&nbsp;', ''],
  ])('%s is read as a browser shows it', (written, text) => expect(plainText(written)).toBe(text));

  test.each([
    'A & B, AT&T; a < b and c > d; <[?]>, <=>, <Salima>, <n(note)>',
    'if a<b and c>d then',
    '1 <2> 3 <b',
    '<b and c>',
    'I was <i> there <p> and then </b> left',
    '&unknown; &; &#; &amp',
    '<<<>>>',
    'plain\n\ntext  with  spaces',
  ])('%s holds none, and stays', (written) => expect(plainText(written)).toBe(written));

  test('what was escaped is text, and is not read a second time', () => {
    expect(plainText('&lt;b&gt;bold&lt;/b&gt; &amp;amp;')).toBe('<b>bold</b> &amp;');
    expect(plainText('&lt;script&gt;alert(1)&lt;/script&gt;')).toBe('<script>alert(1)</script>');
  });

  test('brings no control character in, and gives the unknown as a sign for it', () => {
    expect(plainText('a&#0;b&#27;[2J&#xD800;&#x110000;c')).toBe('a\ufffdb\ufffd[2J\ufffd\ufffdc');
  });

  test('of any text comes text, and of a million hostile signs in bounded time', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('<', '>', '/', 'b', 'p', 'script', '&', 'amp;', '#1;', '"', '=', ' ', '<!--', '-->', 'א'),
        ),
        (parts) => {
          expect(typeof plainText(parts.join(''))).toBe('string');
        },
      ),
    );
    for (const hostile of [
      '<',
      '<script>',
      '<!--',
      '<a href="',
      '<b x=',
      '</p',
      '&#',
      '<p a=b c=d ',
      '<style></style',
    ]) {
      const many = hostile.repeat(200_000);
      expect(plainText(many).length).toBeLessThanOrEqual(many.length);
    }
  });
});

test('in a table of testimonies words are plain text, before lists are parted, and the report says where', async () => {
  const folder = folderOf({
    'testimonies.csv': [
      'accession,Title,narrator,abstract,transcript,topics',
      '"A&amp;1","<i>The river</i>","Sasson &amp; Sons;Rachel","<p>One.</p><p>Two &lt;b&gt;.</p>","a&amp;b.vtt","<b>food</b>"',
      'A-2,"Plain & simple",,,,',
      'A-3,"R&amp;D",,,,',
    ].join('\n'),
  });
  const { rows, notes } = await readTable(`${folder}/testimonies.csv`);
  expect(rows[0]!.values).toEqual({
    accession: 'A&amp;1',
    title: 'The river',
    narrator: 'Sasson & Sons;Rachel',
    abstract: 'One.\nTwo <b>.',
    transcript: 'a&amp;b.vtt',
    topics: 'food',
  });
  expect(rows[1]!.values.title).toBe('Plain & simple');
  const read = 'tags and signs of web pages, such as <b> and &amp;, were read as plain text in row';
  expect(notes).toEqual([
    `testimonies.csv, column Title: ${read} 2, 4.`,
    `testimonies.csv, column narrator: ${read} 2.`,
    `testimonies.csv, column abstract: ${read} 2.`,
    `testimonies.csv, column topics: ${read} 2.`,
  ]);
});

test('in a transcript as a table too, with the cell kept as it is written, and a transcriber’s signs left', async () => {
  const { transcripts, problems } = await read(
    'a.csv',
    'time,speaker,text\n0:01,"<b>Rachel</b>","We <i>left</i> &amp; came <[?]>."\n0:05,A,"<p></p>"\n0:09,A,"So <=> yes."',
  );
  const cues = transcripts[0]!.cues;
  expect(cues.map(said)).toEqual([
    [1000, null, 'Rachel', 'We left & came <[?]>.'],
    [9000, null, 'A', 'So <=> yes.'],
  ]);
  expect(cues[0]!.payload).toBe('We <i>left</i> &amp; came <[?]>.');
  expect(problems).toEqual([{ line: 2, message: expect.stringContaining('read as plain text in 2 rows') }]);
});
