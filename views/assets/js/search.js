// Enhances the search page (views/public/search.ejs): on a narrow screen the filters begin folded away, and years can be chosen
// by dragging over the histogram.
const fold = document.querySelector('.facets-fold');
if (fold && matchMedia('(max-width: 60rem)').matches) fold.open = false;

const form = document.querySelector('form.years');
for (const drawing of form ? document.querySelectorAll('.histogram svg') : []) {
  const bars = [...drawing.querySelectorAll('a:not(.event-mark)')].map((link) => ({
    link,
    box: link.querySelector('.reach'),
  }));
  const spanOf = ({ link }) => {
    const address = new URL(link.getAttribute('href'), location.href);
    return [Number(address.searchParams.get('year_from')), Number(address.searchParams.get('year_to'))];
  };
  let from = null;
  const under = (event) => {
    const x = event.clientX;
    return bars.filter(({ box }) => {
      const place = box.getBoundingClientRect();
      return place.right >= Math.min(from, x) && place.left <= Math.max(from, x);
    });
  };
  drawing.addEventListener('pointerdown', (event) => {
    from = event.clientX;
  });
  drawing.addEventListener('pointermove', (event) => {
    if (from === null || Math.abs(event.clientX - from) < 6) return;
    const chosen = new Set(under(event).map(({ link }) => link));
    for (const { link } of bars) link.classList.toggle('chosen', chosen.has(link));
  });
  addEventListener('pointerup', (event) => {
    if (from === null) return;
    const dragged = Math.abs(event.clientX - from) >= 6 ? under(event) : [];
    from = null;
    if (dragged.length === 0) return;
    addEventListener('click', (click) => click.preventDefault(), { once: true, capture: true });
    const years = dragged.map(spanOf);
    form.elements.year_from.value = Math.min(...years.map(([first]) => first));
    form.elements.year_to.value = Math.max(...years.map(([, last]) => last));
    form.requestSubmit();
  });
}
