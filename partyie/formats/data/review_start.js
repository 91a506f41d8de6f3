// Clicks, filters, printing; the start. Listens at the document, so that a page of many thousand mentions starts at once.

// Clicking

function press(part) {
  if (part.tagName === 'B') chooseMention(part);
  else hintAt(part);
}

function hintAt(part) {
  const [number, i] = placeOf(part);
  for (const row of articleOf(number).querySelectorAll(`.records [data-x="${number}~${i}"]`)) {
    clear();
    mark(row, 'on');
    row.closest('details').open = true;
  }
}

function onClick(event) {
  const target = event.target;
  const part = target.closest('.text b, .text u');
  const button = target.closest('button');
  const link = target.closest('a[href^="#"]');
  hideHint();
  if (part && !isOff(part) && getSelection().isCollapsed) press(part.tagName === 'U' ? part.closest('b') || part : part);
  else if (button) pressButton(button);
  else if (link) follow(event, link);
}

function pressButton(button) {
  if (button.dataset.f) return filter(button);
  if (button.id === 'language') return void ((language = 1 - language), speak());
  if (button.className === 'close') return clear();
  if (button.dataset.x) return chooseRepair(button.dataset.x);
  return chooseRecord(button);
}

function filter(button) {
  const off = body.classList.toggle('no-' + button.dataset.f);
  button.setAttribute('aria-pressed', String(!off));
}

// In a notebook's frame, a link to a place would load the notebook itself.
function follow(event, link) {
  event.preventDefault();
  const target = document.getElementById(link.getAttribute('href').slice(1));
  if (!target) return;
  target.scrollIntoView();
  (target.querySelector(':scope > summary') || target).focus({ preventScroll: true });
}

// Start

function count() {
  for (const button of document.querySelectorAll('[data-f]')) {
    const what = button.dataset.f === 'X' ? '.text u[id]' : `.text b[id].${button.dataset.f}`;
    button.querySelector('b').textContent = document.querySelectorAll(what).length.toLocaleString();
  }
}

// The toolbar may take two lines: what sticks below it must know.
function measure() {
  const height = document.querySelector('header').offsetHeight;
  document.documentElement.style.setProperty('--top', height + 'px');
}

function openForPrint() {
  const closed = [...document.querySelectorAll('main details:not([open])')];
  for (const one of closed) one.open = true;
  addEventListener('afterprint', () => closed.forEach(one => { one.open = false; }), { once: true });
}

const index = document.getElementById('index');
if (!index.hidden) {
  body.classList.add('many');
  document.getElementById('main').before(index);
}
let waiting = 0;
document.addEventListener('click', onClick);
document.addEventListener('keydown', onKey);
document.addEventListener('copy', onCopy);
document.addEventListener('mouseover', showHint);
document.addEventListener('focusin', showHint);
document.addEventListener('focusout', hideHint);
document.addEventListener('scroll', hideHint, { passive: true });
search.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(seek, 120);
});
addEventListener('beforeprint', openForPrint);
addEventListener('resize', measure);
count();
prepareKeys();
if (language) speak();
search.placeholder = word('page.search');
measure();
document.documentElement.dataset.ready = '';
