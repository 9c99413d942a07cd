'use strict';
/* Pages work without this. It says times in the reader's zone, keeps what is shown fresh, and draws charts. */

/* --- times ---------------------------------------------------------------------------------------------------------- */
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const minute = new Intl.DateTimeFormat(undefined, {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit'});
const minuteOfYear = new Intl.DateTimeFormat(undefined, {day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit'});
const today = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit'});

function sayTimes(root) {
  const now = new Date();
  for (const time of root.querySelectorAll('time[datetime]')) {
    const at = new Date(time.dateTime);
    const way = at.toDateString() === now.toDateString() ? today : at.getFullYear() === now.getFullYear() ? minute : minuteOfYear;
    time.textContent = way.format(at);
    time.title = time.dateTime + ' (shown in ' + zone + ')';
  }
}

/* --- live ----------------------------------------------------------------------------------------------------------- */
const EVERY = 10_000;
const state = document.getElementById('live-state');
let fresh = new Date();

function say(kind, text) {
  state.hidden = false;
  state.className = 'live ' + kind;
  if (state.textContent !== text) state.textContent = text;
}

/* Who is choosing, reading a detail or filling in a form is not disturbed. */
function isInUse(part) {
  return part.querySelector('input:checked, details[open]') !== null
      || part.contains(document.activeElement) && document.activeElement.matches('input, select, textarea, button');
}

function refresh() {
  if (document.hidden) return;
  let waiting = false;
  for (const part of document.querySelectorAll('[data-live]')) {
    if (isInUse(part)) waiting = true;
    else htmx.trigger(part, 'refresh');
  }
  if (waiting) say('paused', 'Paused while in use');
}

function follow() {
  if (!document.querySelector('[data-live]')) return;
  say('', 'Live');
  setInterval(refresh, EVERY);
  document.addEventListener('visibilitychange', refresh);
  const source = document.body.dataset.events;
  if (!source) return;
  watch(source);
}

/* The browser connects again by itself unless it was refused: a service that has just started does so for a while. */
function watch(source) {
  let last = 0, timer = null;
  const events = new EventSource(source);
  events.addEventListener('backlog', () => {
    clearTimeout(timer);
    timer = setTimeout(() => { last = Date.now(); refresh(); }, Math.max(0, 1000 - (Date.now() - last)));
  });
  events.addEventListener('error', () => {
    if (events.readyState === EventSource.CLOSED) setTimeout(() => watch(source), EVERY);
  });
  addEventListener('pagehide', () => events.close());
}

document.addEventListener('htmx:afterSettle', () => {
  sayTimes(document);
  showBoxes();
  fresh = new Date();
  say('', 'Live');
});
for (const failure of ['htmx:sendError', 'htmx:responseError', 'htmx:timeout']) {
  document.addEventListener(failure, () => say('lost', 'Not live: as of ' + today.format(fresh)));
}

/* --- keyboard and lists --------------------------------------------------------------------------------------------- */
document.addEventListener('keydown', event => {
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.matches('input, select, textarea')) {
    event.preventDefault();
    document.querySelector('.jump input').focus();
  }
});

/* One box for all lines shown. */
document.addEventListener('change', event => {
  const all = event.target.dataset.all;
  if (all) for (const box of event.target.form.elements) if (box.name === all) box.checked = event.target.checked;
});

/* --- charts --------------------------------------------------------------------------------------------------------- */
const drawn = new Map();
const ink = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const STAGE_INK = {ON_HOLD: '--hold', AWAITING_ALLOCATION: '--awaiting', BACKORDERED: '--backordered', READY_TO_PICK: '--ready', PICKING: '--picking', PACKED: '--packed', SHIPPED: '--shipped', DELIVERED: '--cancelled'};

/* The table beside the chart is its data. Layers lie on each other, those that came furthest at the bottom, so that the whole is drawn first. */
function drawFlow(figure) {
  const place = figure.querySelector('.draw');
  const layers = [...figure.querySelectorAll('.data th[data-stage]')].map(th => ({name: th.textContent, ink: ink(STAGE_INK[th.dataset.stage])}));
  const rows = [...figure.querySelectorAll('.data tbody tr')];
  const units = layers.map((layer, i) => rows.map(row => Number(row.children[i + 1].dataset.units)));
  const sums = units.map((_, i) => rows.map((_, day) => units.slice(i).reduce((sum, layer) => sum + layer[day], 0)));
  const times = rows.map(row => Date.parse(row.children[0].dataset.at) / 1000);
  const axis = {stroke: ink('--muted'), font: '12px system-ui', grid: {stroke: ink('--line'), width: 1}, ticks: {show: false}};
  drawn.get(place)?.destroy();
  place.replaceChildren();
  drawn.set(place, new uPlot({
    width: place.clientWidth, height: 300,
    scales: {y: {range: (u, min, max) => [0, max || 1]}},
    axes: [{...axis, values: (u, ticks) => ticks.map(t => new Date(t * 1000).toLocaleDateString(undefined, {day: 'numeric', month: 'short', timeZone: 'UTC'}))},
           {...axis, size: 56, values: (u, ticks) => ticks.map(t => t.toLocaleString())}],
    cursor: {drag: {x: false, y: false}},
    series: [{label: 'Day', value: (u, t) => t == null ? '–' : new Date(t * 1000).toLocaleDateString(undefined, {day: 'numeric', month: 'short', timeZone: 'UTC'})},
             ...layers.map((layer, i) => ({label: layer.name, fill: layer.ink, stroke: layer.ink, width: 0, points: {show: false},
               value: (u, sum, series, day) => day == null ? '–' : units[i][day].toLocaleString()}))],
  }, [times, ...sums], place));
}

function drawCharts() {
  for (const figure of document.querySelectorAll('[data-chart=flow]')) drawFlow(figure);
}

let resized = null;
addEventListener('resize', () => { clearTimeout(resized); resized = setTimeout(drawCharts, 150); });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawCharts);

function showBoxes() {
  for (const box of document.querySelectorAll('[data-all]')) box.hidden = false;
}

sayTimes(document);
showBoxes();
drawCharts();
follow();
