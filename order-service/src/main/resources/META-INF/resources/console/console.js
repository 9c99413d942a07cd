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

/* A moment is typed in the reader's zone and asked for in UTC. */
for (const field of document.querySelectorAll('[data-utc]')) {
  field.form.querySelector('[data-zone]').textContent = zone;
  if (field.value) {
    const at = new Date(field.value + 'Z');
    field.value = field.defaultValue = new Date(at - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  }
}
document.addEventListener('formdata', event => {
  for (const field of event.target.querySelectorAll('[data-utc]')) {
    const isAsShown = field.dataset.utc && field.value === field.defaultValue;
    event.formData.set(field.name, isAsShown ? field.dataset.utc : new Date(field.value).toISOString());
  }
});

/* --- live ----------------------------------------------------------------------------------------------------------- */
const EVERY = 10_000;
const state = document.getElementById('live-state');
const asked = new Map();
const lefts = new Map();
const loaded = Date.now();
let fresh = new Date(), changed = 0, events = null;

function say(kind, text) {
  state.hidden = false;
  state.className = 'live ' + kind;
  if (state.textContent !== text) state.textContent = text;
}

/* Who is choosing, reading a detail or filling in a form is not disturbed. */
function isInUse(part) {
  return part.querySelector('details[open]') !== null
      || [...part.querySelectorAll('input')].some(isChanged)
      || part.contains(document.activeElement) && document.activeElement.matches('input, select, textarea, button, summary');
}

function isChanged(input) {
  return input.matches('[type=checkbox], [type=radio]') ? input.checked !== input.defaultChecked : input.value !== input.defaultValue;
}

/* A part says how many seconds it stands at least; it follows what is told, and looks by itself where nothing is. */
function isDue(part) {
  const since = asked.get(part.id) ?? loaded, stood = Date.now() - since, least = part.dataset.live * 1000;
  return stood >= least && (changed > since || stood >= EVERY);
}

function refresh() {
  if (document.hidden) return;
  for (const part of document.querySelectorAll('[data-live]')) {
    if (isDue(part) && !isInUse(part)) {
      asked.set(part.id, Date.now());
      htmx.trigger(part, 'refresh');
    }
  }
  sayLive();
}

function sayLive() {
  if (state.classList.contains('lost')) return;
  if ([...document.querySelectorAll('[data-live], [data-along]')].some(isInUse)) say('paused', 'Paused while in use');
  else say('', 'Live');
}

function tell() {
  changed = Date.now();
  refresh();
}

/* The browser connects again by itself unless it was refused: a service that has just started does so for a while. A tab that nobody sees holds no connection. */
function watch() {
  if (document.hidden || events) return;
  events = new EventSource(document.body.dataset.events);
  events.addEventListener('backlog', tell);
  events.addEventListener('error', () => {
    if (events?.readyState !== EventSource.CLOSED) return;
    events = null;
    setTimeout(watch, EVERY);
  });
}

function leave() {
  events?.close();
  events = null;
}

function follow() {
  if (!document.querySelector('[data-live]')) return;
  say('', 'Live');
  setInterval(refresh, 1000);
  watch();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      leave();
    } else {
      watch();
      tell();
    }
  });
  addEventListener('pagehide', leave);
  addEventListener('pageshow', event => { if (event.persisted) watch(); });
}

/* What was chosen or opened while the answer was on its way stays. */
for (const swap of ['htmx:beforeSwap', 'htmx:oobBeforeSwap']) {
  document.addEventListener(swap, event => {
    const part = event.detail.target;
    if (isInUse(part)) event.detail.shouldSwap = false;
    else lefts.set(part.id, [...part.querySelectorAll('.table')].map(table => table.scrollLeft));
  });
}
document.addEventListener('htmx:afterSettle', event => {
  const part = event.target;
  part.querySelectorAll('.table').forEach((table, i) => { table.scrollLeft = lefts.get(part.id)?.[i] ?? 0; });
  sayTimes(part);
  showBoxes();
  if (part.querySelector('[data-chart]')) drawCharts();
});
document.addEventListener('htmx:afterOnLoad', event => {
  if (event.detail.failed) return;
  fresh = new Date();
  state.classList.remove('lost');
  sayLive();
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
  for (const [place, plot] of drawn) {
    if (place.isConnected) continue;
    plot.destroy();
    drawn.delete(place);
  }
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
