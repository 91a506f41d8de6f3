// Hints on hover and on focus, and moving by keys: one stop of the Tab key a text and a list.

function hint(part) {
  const [number, i] = placeOf(part);
  const data = dataOf(number);
  if (part.tagName === 'U') return `${word('page.repairs')}\n${repairWords(number, i)}`;
  const [record, rule, , score, norm] = data.m[i];
  const kind = kindOf(record);
  const read = norm === undefined ? '' : `\n${word('field.norm')} ${norm}`;
  return `${word(FAMILY_WORDS[kind])} ${FAMILIES[kind]} · ${nameOf(number, record)}${read}\n${data.rules[rule]}${score === null ? '' : ' · ' + score.toFixed(3)}`;
}

function showHint(event) {
  const part = event.target.closest?.('.text b, .text u');
  if (!part || isOff(part)) return hideHint();
  tip.textContent = hint(part);
  tip.hidden = false;
  part.setAttribute('aria-describedby', 'tip');
  const box = part.getClientRects()[0] || part.getBoundingClientRect();
  const below = box.bottom + 6 + tip.offsetHeight < innerHeight;
  tip.style.left = Math.max(4, Math.min(box.left, innerWidth - tip.offsetWidth - 4)) + 'px';
  tip.style.top = (below ? box.bottom + 6 : Math.max(4, box.top - tip.offsetHeight - 6)) + 'px';
}

function hideHint() {
  tip.hidden = true;
}

const isOff = part => body.classList.contains('no-' + (part.tagName === 'U' ? 'X' : part.className[0]));

function settle(part) {
  const text = part.closest('.text');
  for (const before of text.querySelectorAll('[tabindex="0"]')) before.tabIndex = -1;
  part.tabIndex = 0;
}

function move(step) {
  const parts = [...document.querySelectorAll('.text [id]')].filter(part => !isOff(part));
  if (!parts.length) return;
  const from = parts.indexOf(document.activeElement.closest('.text [id]') || document.querySelector('.text .here'));
  const part = parts[(from + step + (from < 0 && step < 0 ? 1 : 0) + parts.length) % parts.length];
  settle(part);
  part.focus({ preventScroll: true });
  part.scrollIntoView({ block: 'nearest' });
}

function moveRow(from, step) {
  const rows = [...from.closest('.records').querySelectorAll('button, summary')].filter(row => row.checkVisibility());
  const row = rows[rows.indexOf(from) + step];
  if (row) row.focus();
}

function prepareKeys() {
  for (const part of document.querySelectorAll('.text b, .text u')) {
    part.setAttribute('role', 'link');
    part.tabIndex = -1;
    if (!part.textContent.trim()) nameBlank(part);
  }
  for (const text of document.querySelectorAll('.text')) {
    const first = text.querySelector('[id]');
    if (first) first.tabIndex = 0;
  }
  for (const row of document.querySelectorAll('.records li:not(:first-child) > button, .career button')) row.tabIndex = -1;
}

// A repaired blank or line's end has no words of its own.
function nameBlank(part) {
  part.dataset.a = 'page.repairs';
  part.setAttribute('aria-label', word('page.repairs'));
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target;
  if (event.key === 'Escape') return escape(target);
  if (target === search) return void (event.key === 'Enter' && nextHit(event.shiftKey ? -1 : 1));
  const action = keyAction(event.key, target);
  if (!action) return;
  event.preventDefault();
  action();
}

function keyAction(key, target) {
  const part = target.closest('.text b, .text u');
  const row = target.closest('.records button, .records summary');
  if (part && (key === 'Enter' || key === ' ')) return () => press(part);
  if (key === 'n' || (part && key === 'ArrowRight')) return () => move(1);
  if (key === 'p' || (part && key === 'ArrowLeft')) return () => move(-1);
  if (row && key === 'ArrowDown') return () => moveRow(row, 1);
  if (row && key === 'ArrowUp') return () => moveRow(row, -1);
  if (key === '/') return () => search.focus();
  return null;
}

function escape(target) {
  hideHint();
  for (const legend of document.querySelectorAll('.legend[open]')) legend.open = false;
  if (target === search) {
    search.value = '';
    seek();
  }
  clear();
}
