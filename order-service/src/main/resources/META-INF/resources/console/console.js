'use strict';
/* Pages work without this. It says times in the reader's zone, keeps what is shown fresh, and draws charts. */

/* --- times ---------------------------------------------------------------------------------------------------------- */
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const minute = new Intl.DateTimeFormat(undefined, {day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit'});
const today = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit'});

function sayTimes(root) {
  const now = new Date().toDateString();
  for (const time of root.querySelectorAll('time[datetime]')) {
    const at = new Date(time.dateTime);
    time.textContent = at.toDateString() === now ? today.format(at) : minute.format(at);
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
  let last = 0, timer = null;
  const events = new EventSource(source);
  events.addEventListener('backlog', () => {
    clearTimeout(timer);
    timer = setTimeout(() => { last = Date.now(); refresh(); }, Math.max(0, 1000 - (Date.now() - last)));
  });
  addEventListener('pagehide', () => events.close());
}

document.addEventListener('htmx:afterSettle', event => {
  sayTimes(document);
  drawCharts(event.target);
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

function drawCharts() {}

sayTimes(document);
drawCharts(document);
follow();
