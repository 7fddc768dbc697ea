import type { Express } from 'express';

/** What a router of Express keeps of one `use` or one route. */
interface Layer {
  rawPath: unknown;
  route?: { path: unknown; methods: Record<string, boolean> };
  handle: { stack?: Layer[]; name: string };
}

/**
 * Every route of an app, as `POST /sign-in` or `/search`, taken from its routers. Throws where something other than a router
 * is mounted at an address of its own, since nobody could tell what it answers.
 */
export function routesOf(app: Express): string[] {
  return routesIn((app.router as unknown as { stack: Layer[] }).stack, '');
}

function routesIn(stack: Layer[], mounted: string): string[] {
  return stack.flatMap(({ rawPath, route, handle }) => {
    if (route) {
      const methods = Object.keys(route.methods).filter((method) => route.methods[method]);
      const path = route.path === '/' && mounted ? mounted : `${mounted}${String(route.path)}`;
      return methods.map((method) => `${method === 'get' ? '' : `${method.toUpperCase()} `}${path}`);
    }
    const at = rawPath === '/' ? mounted : `${mounted}${String(rawPath)}`;
    if (handle.stack) return routesIn(handle.stack, at);
    if (rawPath !== '/') throw new Error(`What is mounted at ${at} is no router`);
    return [];
  });
}
