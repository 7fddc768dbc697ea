import type { Tried } from './tried.ts';

export const DESK: Record<string, Tried> = {
  '/desk/access': { once: () => ['/desk/access'] },
  '/desk/access/:id': { once: ({ requests }) => requests.map((id) => `/desk/access/${id}`) },
  '/desk': { once: () => ['/desk'] },
  '/desk/accounts': { once: () => ['/desk/accounts'] },
  '/desk/accounts/:id': { once: () => ['/desk/accounts/1'] },
  '/desk/questions': { once: () => ['/desk/questions', '/desk/questions?of=ar'] },
  '/desk/queue': { once: () => ['/desk/queue', '/desk/queue?view=all'] },
  '/desk/queue/:id': { once: () => ['/desk/queue/1'] },
  '/desk/queue/:id/files/:file': { once: () => ['/desk/queue/1/files/x'] },
  '/desk/health': { once: () => ['/desk/health'] },
  '/desk/jobs': { once: () => ['/desk/jobs', '/desk/jobs?state=failed'] },
  '/desk/audit': { once: () => ['/desk/audit', '/desk/audit?q=x&from=2026-01-01'] },
  '/desk/settings': { once: () => ['/desk/settings'] },
  '/desk/settings/agreement/:lang': { once: () => ['/desk/settings/agreement/ar'] },
  '/desk/settings/mail/:name/:lang': { once: () => ['/desk/settings/mail/account_reset/ar'] },
  '/desk/mail': { once: () => ['/desk/mail', '/desk/mail?state=sent&page=2'] },
  '/desk/mail/:id': { once: () => ['/desk/mail/1'] },
  '/desk/voices': { once: () => ['/desk/voices', '/desk/voices?q=a'] },
};
