// @ts-check
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

const os = process.platform === 'win32' ? 'win' : process.platform;

/**
 * The folder whose `include/node` holds the C++ headers of the running Node: the prefix it is installed in, or, for the
 * Node that npm's own `node` package brings, the package of this system inside it.
 * @param {string} [node] the path of the Node binary
 * @returns {string | undefined}
 */
export function ownHeaders(node = process.execPath) {
  const prefix = dirname(dirname(realpathSync(node)));
  const places = [prefix, join(prefix, 'node_modules', `node-${os}-${process.arch}`)];
  return places.find((place) => existsSync(join(place, 'include/node/node.h')));
}

/**
 * The environment in which node-gyp builds against the headers beside the running Node, so that it downloads none. A
 * `nodedir` that is set already stays, unless its headers are those of another Node.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [node] the path of the Node binary
 * @returns {NodeJS.ProcessEnv}
 */
export function headersEnvironment(env, node = process.execPath) {
  const own = ownHeaders(node);
  if (!own || (env.npm_config_nodedir && fitsThisNode(env.npm_config_nodedir))) return env;
  return { ...env, npm_config_nodedir: own };
}

/** @param {string} place */
function fitsThisNode(place) {
  try {
    const header = readFileSync(join(place, 'include/node/node_version.h'), 'utf8');
    const abi = /^#define NODE_MODULE_VERSION (\d+)$/m.exec(header)?.[1];
    return abi === process.versions.modules;
  } catch {
    return true; // a source tree of Node keeps them elsewhere; whoever set it knows
  }
}
