#!/usr/bin/env node
// @ts-check
// `npx kolot`: npm finds this file through package.json's `bin`, also before anything is installed.
import './bootstrap/node-version.mjs';

import('./bootstrap/tasks.mjs').then(({ command }) => command(process.argv.slice(2)));
