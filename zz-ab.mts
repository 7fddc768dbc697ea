// usage: node --import tsx ab.mts TREE
const tree = process.argv[2];
const { openArchive } = await import(tree + '/server/archive/archive.ts');
const { importPaths } = await import(tree + '/server/ingest/importer.ts');
import { mkdtempSync, rmSync } from 'node:fs';
const dir = mkdtempSync('/tmp/kolot/peers/ab-');
const archive = openArchive(dir);
const c = process.cpuUsage(); const t = performance.now();
await importPaths(archive, ['/tmp/kolot/peers/src150'], { access: 'public', agreement: 'legacy' });
const u = process.cpuUsage(c);
console.log(tree.split('/').pop(), 'wall', (performance.now() - t).toFixed(0), 'user', (u.user/1000).toFixed(0), 'sys', (u.system/1000).toFixed(0));
archive.db.close(); rmSync(dir, { recursive: true });
