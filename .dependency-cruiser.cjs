/** Imports point one way (ARCHITECTURE.md): web, scripts -> search, publish, ingest, media, i18n -> archive -> db. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  comment: `${from} may import only ${allowed.join(', ') || 'nothing of the house'}`,
  from: { path: `^server/${from}/` },
  to: { path: '^(server|scripts)/', pathNot: `^server/(${[from, ...allowed].join('|')})/` },
});

module.exports = {
  forbidden: [
    only('db-stands-alone', 'db', []),
    only('archive-imports-db', 'archive', ['db']),
    only('media-imports-archive', 'media', ['archive', 'db']),
    only('search-imports-archive', 'search', ['archive', 'db']),
    only('ingest-imports-archive-and-media', 'ingest', ['archive', 'db', 'media']),
    only('publish-imports-archive', 'publish', ['archive', 'db', 'i18n']),
    only('i18n-imports-archive', 'i18n', ['archive']),
    {
      name: 'nobody-imports-web',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/(web/|main\\.ts$)' },
      to: { path: '^server/web/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.json'] },
  },
};
