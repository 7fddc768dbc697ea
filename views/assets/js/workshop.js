// Enhances the transcript workshop (views/desk/workshop/workshop.ejs): the passage that is heard is marked, forms are sent
// without leaving the page, what is typed is kept every few seconds, and in this browser until it has arrived.
const ws = document.querySelector('.ws[data-workshop]');
const { player } = ws;
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const words = () => document.getElementById('ws-words');
const passages = () => [...ws.querySelectorAll('.ws-passage')];
const storeName = (id) => `kolot-words:${location.pathname.split('/').slice(2).join('/')}:${id}`;
let heard = null;

// What is being typed: textareas that differ from what they were given, by their form.
const given = new WeakMap();
function prepare(root) {
  for (const area of root.querySelectorAll('textarea.ws-text')) {
    given.set(area, area.closest('.drafted') ? null : area.value);
    grow(area);
  }
  for (const button of root.querySelectorAll('.ws-from')) button.hidden = !player.audible;
}
function grow(area) {
  area.style.setProperty('height', 'auto');
  area.style.setProperty('height', `${area.scrollHeight + 2}px`);
}
const idOf = (form) => form.dataset.passage ?? form.closest('.ws-passage').dataset.passage;
const isDirty = (area) => given.get(area) !== area.value;

// Drafts.
const timers = new Map();
function keep(area) {
  const { form } = area;
  const id = idOf(form);
  const draft = { text: area.value, version: form.elements.version.value };
  localStorage.setItem(storeName(id), JSON.stringify(draft));
  player.say(ws.dataset.unsaved);
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => sendDraft(form.dataset.drafts ?? ws.dataset.drafts, id, draft), 2_000),
  );
}
async function sendDraft(address, id, draft) {
  try {
    const answer = await fetch(`${address}/${id}`, { method: 'POST', body: new URLSearchParams(draft) });
    if (answer.status >= 500) throw new Error('not kept');
    if (localStorage.getItem(storeName(id)) === JSON.stringify(draft)) localStorage.removeItem(storeName(id));
    player.say(ws.dataset.kept);
  } catch {
    player.say(ws.dataset.offline);
    timers.set(
      id,
      setTimeout(() => sendDraft(address, id, draft), 5_000),
    );
  }
}
function bringBack() {
  for (const area of ws.querySelectorAll('textarea.ws-text')) {
    const kept = localStorage.getItem(storeName(idOf(area.form)));
    if (!kept) continue;
    const draft = JSON.parse(kept);
    area.value = draft.text;
    area.form.elements.version.value = draft.version;
    grow(area);
    keep(area);
  }
}

// Forms, without leaving the page. What is being typed elsewhere on it stays, and so does the cursor.
async function send(form, button, { quiet = false } = {}) {
  const body = new URLSearchParams(new FormData(form, button));
  const id = form.closest('.ws-passage') ? idOf(form) : null;
  let answer;
  try {
    answer = await fetch(form.action, { method: 'POST', body });
  } catch {
    player.say(ws.dataset.offline);
    return false;
  }
  if (answer.redirected && !answer.url.includes('/desk/')) {
    location.reload(); // the sign-in has ended
    return false;
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.getElementById('ws-words');
  if (!fresh) {
    player.say(ws.dataset.refused);
    return false;
  }
  showProblem(page.getElementById('problem'), answer.ok);
  if (answer.ok && id) {
    clearTimeout(timers.get(id));
    localStorage.removeItem(storeName(id));
  }
  if (quiet && answer.ok && same(fresh)) patch(fresh, id);
  else swap(fresh, answer.ok ? id : null);
  player.say(answer.ok ? ws.dataset.saved : ws.dataset.refused);
  return answer.ok;
}
function same(fresh) {
  const ids = (root) => [...root.querySelectorAll('.ws-passage')].map((one) => one.id).join();
  return ids(fresh) === ids(words());
}
/** Only the passage that was saved, its neighbours' times and the bar. */
function patch(fresh, id) {
  words()
    .querySelector('.ws-bar')
    .replaceWith(document.adoptNode(fresh.querySelector('.ws-bar')));
  for (const old of passages()) {
    const now = fresh.querySelector(`#${CSS.escape(old.id)}`);
    const dirty = [...old.querySelectorAll('textarea.ws-text')].some((area) => isDirty(area) && idOf(area.form) !== id);
    const focused = old.contains(document.activeElement);
    if (
      dirty ||
      focused ||
      !now ||
      old.querySelector('[name="version"]').value === now.querySelector('[name="version"]').value
    )
      continue;
    old.replaceWith(document.adoptNode(now));
    prepare(now);
  }
  const own = document.getElementById(`p-${id}`);
  if (own?.contains(document.activeElement)) {
    const now = fresh.querySelector(`#${CSS.escape(own.id)}`);
    if (now) refresh(own, now);
  }
}
/** The passage that somebody is in: its fields are brought up to date and stay where they are. */
function refresh(own, now) {
  for (const name of ['version', 'start', 'end', 'speaker'])
    own.querySelector(`[name="${name}"]`).value = now.querySelector(`[name="${name}"]`).value;
  Object.assign(own.dataset, now.dataset);
  const [area, saved] = [own.querySelector('textarea'), now.querySelector('textarea')];
  given.set(area, saved.value);
  own.classList.remove('drafted');
}
function swap(fresh, saved) {
  const typed = new Map();
  for (const area of ws.querySelectorAll('textarea.ws-text')) {
    const id = idOf(area.form);
    if (isDirty(area) && id !== saved) typed.set(id, { text: area.value, version: area.form.elements.version.value });
  }
  const active = document.activeElement;
  const at =
    active?.form && ws.contains(active)
      ? {
          id: active.closest('.ws-passage') ? idOf(active.form) : null,
          name: active.name,
          start: active.selectionStart,
        }
      : null;
  const scroll = active?.getBoundingClientRect?.().top;
  document.adoptNode(fresh);
  words().replaceWith(fresh);
  prepare(fresh);
  for (const area of fresh.querySelectorAll('textarea.ws-text')) {
    const kept = typed.get(idOf(area.form));
    if (!kept) continue;
    area.value = kept.text;
    area.form.elements.version.value = kept.version;
    grow(area);
  }
  if (at?.id) {
    const field = document.getElementById(`p-${at.id}`)?.querySelector(`[name="${at.name}"]`);
    field?.focus({ preventScroll: true });
    if (field && at.start != null && field.setSelectionRange) field.setSelectionRange(at.start, at.start);
    if (field && scroll != null) scrollBy(0, field.getBoundingClientRect().top - scroll);
  }
  heard = null;
}
function showProblem(problem, ok) {
  document.getElementById('problem')?.remove();
  if (ok || !problem) return;
  ws.before(document.adoptNode(problem));
  problem.focus();
}

ws.addEventListener('submit', (event) => {
  const form = event.target.closest('form[data-swap]');
  if (!form) return;
  event.preventDefault();
  void send(form, event.submitter);
});
ws.addEventListener('input', (event) => {
  if (!event.target.matches('textarea.ws-text')) return;
  grow(event.target);
  keep(event.target);
});
// Leaving a passage saves it.
ws.addEventListener('focusout', (event) => {
  const form = event.target.form;
  const passage = event.target.closest?.('.ws-passage');
  if (!passage || !form?.matches('[data-swap]') || form.contains(event.relatedTarget)) return;
  const area = form.querySelector('textarea');
  const fields = [...form.querySelectorAll('.ws-time, .ws-speaker')];
  if ((area && isDirty(area)) || fields.some((field) => field.value !== field.defaultValue))
    void send(form, null, { quiet: true });
});
addEventListener('beforeunload', (event) => {
  if ([...timers.keys()].some((id) => localStorage.getItem(storeName(id)))) event.preventDefault();
});

// What is heard.
function follow(ms) {
  const now =
    passages().find(
      ({ dataset }) =>
        dataset.part === player.part &&
        dataset.start !== '' &&
        ms >= Number(dataset.start) &&
        ms < Number(dataset.end || Number.MAX_SAFE_INTEGER),
    ) ?? null;
  if (now === heard) return;
  heard?.classList.remove('heard');
  heard = now;
  now?.classList.add('heard');
  const typing = document.activeElement?.matches('textarea, input');
  if (now && player.playing && !typing && ws.querySelector('[data-follow]').checked)
    now.scrollIntoView({ block: 'center', behavior: calm.matches ? 'auto' : 'smooth' });
}
player.hear(follow);
ws.addEventListener('ws:zoom', ({ detail: { svg, from, to } }) => {
  const spans = svg.querySelector('.ws-spans');
  spans.replaceChildren();
  for (const { dataset } of passages()) {
    if (dataset.part !== player.part || dataset.start === '') continue;
    const x = ((Number(dataset.start) - from) / (to - from)) * 600;
    if (x < 0 || x > 600) continue;
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
    for (const [name, value] of Object.entries({ x1: x, x2: x, y1: 0, y2: 60 })) line.setAttribute(name, String(value));
    spans.append(line);
  }
});

// What keys and buttons do here.
const current = (from) =>
  from?.closest?.('.ws-passage') ?? document.activeElement?.closest?.('.ws-passage') ?? heard ?? passages()[0];
const CLOCK = (ms) =>
  `${String(Math.floor(ms / 3_600_000)).padStart(2, '0')}:${String(Math.floor(ms / 60_000) % 60).padStart(2, '0')}:${(Math.floor(ms / 1000) % 60).toString().padStart(2, '0')}.${String(Math.round(ms) % 1000).padStart(3, '0')}`;
function nudge(passage, name, ms) {
  const field = passage.querySelector(`[name="${name}"]`);
  if (!field || Number.isNaN(ms)) return;
  field.value = CLOCK(Math.max(0, ms));
  void send(field.form, field.form.querySelector('[value="save"]'), { quiet: true });
}
const timed = (passage, name) => Number(passage.dataset[name] === '' ? Number.NaN : passage.dataset[name]);
const STEP = 100; // milliseconds
const DO = {
  from_here(passage) {
    player.show(passage.dataset.part);
    if (player.repeating)
      player.repeat({ start: timed(passage, 'start'), end: timed(passage, 'end') || Number.MAX_SAFE_INTEGER });
    if (passage.dataset.start !== '') player.seek(timed(passage, 'start'));
    player.play();
  },
  loop: (passage) =>
    player.repeat(
      player.repeating || passage.dataset.start === ''
        ? null
        : { start: timed(passage, 'start'), end: timed(passage, 'end') || Number.MAX_SAFE_INTEGER },
    ),
  earlier: (passage) => step(passage, -1),
  later: (passage) => step(passage, 1),
  save: (passage) => send(passage.querySelector('form'), passage.querySelector('[value="save"]')),
  async split(passage) {
    const area = passage.querySelector('textarea');
    const body = { at: area.selectionStart, moment: player.ms };
    const form = area.form;
    const extra = Object.entries({
      at: body.at,
      ...(inside(passage, player.ms) && player.playing ? { moment: body.moment } : {}),
      do: 'split',
    }).map(([name, value]) => {
      const field = Object.assign(document.createElement('input'), { type: 'hidden', name, value });
      form.append(field);
      return field;
    });
    const done = await send(form, null);
    for (const field of extra) field.remove();
    if (done) step(document.getElementById(passage.id), 1);
  },
  join: (passage) => send(passage.querySelector('form'), passage.querySelector('[value="join"]')),
  start_now: (passage) => nudge(passage, 'start', player.ms),
  start_minus: (passage) => nudge(passage, 'start', timed(passage, 'start') - STEP),
  start_plus: (passage) => nudge(passage, 'start', timed(passage, 'start') + STEP),
  end_now: (passage) => nudge(passage, 'end', player.ms),
  end_minus: (passage) => nudge(passage, 'end', timed(passage, 'end') - STEP),
  end_plus: (passage) => nudge(passage, 'end', timed(passage, 'end') + STEP),
  point: () => location.assign(`${ws.dataset.points}?part=${player.part ?? 1}&at=${player.ms}#i-new`),
};
const inside = (passage, ms) => ms > timed(passage, 'start') && ms < timed(passage, 'end');
function step(passage, by) {
  const all = passages();
  const next = all[all.indexOf(passage) + by];
  const area = next?.querySelector('textarea');
  area?.focus();
  area?.setSelectionRange(0, 0);
  next?.scrollIntoView({ block: 'nearest' });
}
ws.addEventListener('ws:do', ({ detail: { action, from } }) => {
  const passage = current(from);
  if (passage) DO[action]?.(passage);
});
ws.querySelector('[data-loop]')?.addEventListener('change', () => {
  const passage = current(null);
  if (passage) DO.loop(passage);
});

prepare(ws);
bringBack();
const growAll = () => {
  for (const area of ws.querySelectorAll('textarea.ws-text')) grow(area);
};
document.fonts.ready.then(growAll);
addEventListener('resize', growAll);
const opened = location.hash.startsWith('#p-') ? document.getElementById(location.hash.slice(1)) : null;
if (opened?.dataset.start) {
  player.show(opened.dataset.part);
  player.seek(Number(opened.dataset.start));
}
