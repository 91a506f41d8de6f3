// The review page at work: choosing a mention or record lights it and what is linked to it.
// Plain ES2020, no library; the files are joined into one script, within one strict function.

const WORDS = JSON.parse(document.getElementById('words').textContent);
const FAMILY_WORDS = {
  P: 'family.persons', T: 'family.posts', O: 'family.organisations', L: 'family.places', D: 'family.dates', Q: 'family.quantities',
};
const FAMILIES = { P: 'PERSON', T: 'POST', O: 'ORG', L: 'PLACE', D: 'DATE', Q: 'QUANTITY' };
const PREFIXES = { p: 'P', t: 'T', s: 'T', o: 'O', l: 'L', d: 'D', q: 'Q' };
const LISTED = 100; // links in the details
const body = document.body;
const detail = document.getElementById('detail');
const tip = document.getElementById('tip');
const search = document.getElementById('search');
const found = document.querySelector('output');
const documents = new Map();
const changed = [];
let language = (navigator.language || 'zh').startsWith('zh') ? 0 : 1;
let current = null;

// Words

const valueWord = (field, value) => (WORDS[`${field}.${value}`] ? word(`${field}.${value}`) : value);
const word = key => (WORDS[key] ? WORDS[key][language] : key.slice(key.indexOf('.') + 1));

function speak() {
  document.documentElement.lang = language ? 'en' : 'zh-Hans';
  for (const one of document.querySelectorAll('[data-t]')) one.textContent = word(one.dataset.t);
  for (const one of document.querySelectorAll('[data-a]')) one.setAttribute('aria-label', word(one.dataset.a));
  search.placeholder = word('page.search');
  if (current) choose(current.number, current.record, current.mention);
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

// What is known of a document

function dataOf(number) {
  if (!documents.has(number)) documents.set(number, readData(number));
  return documents.get(number);
}

function readData(number) {
  const data = JSON.parse(document.getElementById('data' + number).textContent);
  data.tenures = new Set(Object.keys(data.s));
  data.mentionsOf = new Map(Object.entries(data.s));
  data.m.forEach(([record], i) => {
    if (!data.mentionsOf.has(record)) data.mentionsOf.set(record, []);
    data.mentionsOf.get(record).push(i);
  });
  data.restOf = new Map();
  for (const part of articleOf(number).querySelectorAll('[data-m]')) {
    const i = Number(part.dataset.m);
    data.restOf.set(i, [...(data.restOf.get(i) || []), part]);
  }
  return data;
}

const rowOf = (number, record) => document.getElementById(number + '-' + record);
const kindOf = record => PREFIXES[record[0]] || 'P';
const articleOf = number => document.getElementById('doc' + number);
const wordsOf = parts => parts.map(part => part.textContent).join('');

function nameOf(number, record) {
  const row = rowOf(number, record);
  return row ? row.querySelector('b').textContent : record;
}

// A mention stands in one element, or in several where another crosses it.
function partsOf(number, i) {
  const first = document.getElementById(`${number}.${i}`);
  return first ? [first, ...(dataOf(number).restOf.get(i) || [])] : [];
}

function placeOf(part) {
  const number = part.closest('article').id.slice(3);
  return [number, Number(part.dataset.m ?? part.dataset.x ?? part.id.split(/[.~]/)[1])];
}

function linksOf(number, record) {
  const data = dataOf(number);
  const links = data.tenures.has(record) ? data.e : data.k;
  return links.filter(([, source, target]) => source === record || target === record)
    .map(([kind, source, target, rule]) => ({
      kind: kind.replace(/[^a-z]/g, '-') || 'other', rule: data.rules[rule], other: source === record ? target : source,
      role: word((source === record ? 'link.' : 'back.') + kind),
    }));
}

// Choosing

function mark(one, ...classes) {
  one.classList.add(...classes);
  changed.push([one, classes]);
}

function clear() {
  for (const [one, classes] of changed.splice(0)) {
    one.classList.remove(...classes);
    one.removeAttribute('data-k');
    one.removeAttribute('aria-current');
  }
  body.classList.remove('detailed');
  detail.hidden = true;
  current = null;
}

function choose(number, record, mention = null) {
  clear();
  current = { number, record, mention };
  mark(articleOf(number), 'chosen');
  const links = linksOf(number, record);
  for (const link of new Map(links.map(one => [one.other, one])).values()) light(number, link);
  for (const i of dataOf(number).mentionsOf.get(record) || []) partsOf(number, i).forEach(part => mark(part, 'on'));
  if (mention !== null) partsOf(number, mention).forEach(part => mark(part, 'here'));
  markRow(number, record);
  show(describe(number, record, mention, links));
}

function light(number, link) {
  const row = rowOf(number, link.other);
  if (row) mark(row, 'lit', link.kind);
  for (const i of dataOf(number).mentionsOf.get(link.other) || []) {
    const parts = partsOf(number, i);
    parts.forEach(part => mark(part, 'lit', link.kind));
    if (parts.length) parts[0].dataset.k = link.role;
  }
}

function markRow(number, record) {
  const row = rowOf(number, record);
  if (!row) return;
  mark(row, 'on');
  row.setAttribute('aria-current', 'true');
}

// Rows scroll within their own panel only: the text stays where the reader is.
function revealRow(number, record) {
  const row = rowOf(number, record);
  if (!row) return;
  const list = row.closest('details');
  if (list) list.open = true;
  const panel = row.closest('.records');
  if (getComputedStyle(panel).position !== 'sticky') return;
  const gap = row.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  if (gap < 0 || gap > panel.clientHeight - 60) panel.scrollTop += gap - panel.clientHeight / 3;
}

function chooseMention(part) {
  const [number, i] = placeOf(part);
  const record = dataOf(number).m[i][0];
  choose(number, record, i);
  revealRow(number, record);
}

function chooseRecord(row) {
  const place = row.dataset.r || row.id;
  const cut = place.indexOf('-');
  const [number, record] = [place.slice(0, cut), place.slice(cut + 1)];
  choose(number, record);
  revealRow(number, record);
  const [first] = dataOf(number).mentionsOf.get(record) || [];
  if (first !== undefined) arrive(partsOf(number, first)[0]);
}

function arrive(part) {
  if (!part) return;
  mark(part, 'here');
  settle(part);
  part.scrollIntoView({ block: 'center' });
}

function chooseRepair(place) {
  const part = document.getElementById(place);
  if (!part) return;
  clear();
  part.scrollIntoView({ block: 'center' });
  settle(part);
  part.focus({ preventScroll: true });
}

// Details

function show(parts) {
  detail.lastElementChild.replaceChildren(...parts);
  detail.scrollTop = 0;
  detail.hidden = false;
  body.classList.add('detailed');
}

function describe(number, record, mention, links) {
  const kind = kindOf(record);
  const heading = element('h2');
  heading.append(chip(kind), nameOf(number, record));
  const facts = element('dl');
  if (mention !== null) mentionFacts(facts, number, mention);
  for (const [field, value] of Object.entries(dataOf(number).f[record] || {})) fact(facts, field, valueWord(field, value));
  const places = (dataOf(number).mentionsOf.get(record) || []).length;
  if (places > 1) fact(facts, 'mentions', String(places));
  const list = element('ul');
  list.append(...links.slice(0, LISTED).map(link => linkItem(number, link)));
  if (links.length > LISTED) list.append(element('li', '', `${word('page.more')} ${links.length - LISTED}`));
  return [heading, facts, list];
}

const chip = kind => element('span', 'chip ' + kind, `${word(FAMILY_WORDS[kind])} ${FAMILIES[kind]}`);

function mentionFacts(facts, number, i) {
  const data = dataOf(number);
  const [, rule, start, score, norm] = data.m[i];
  const text = wordsOf(partsOf(number, i));
  if (text) fact(facts, 'mention', text);
  if (norm !== undefined) fact(facts, 'norm', norm);
  fact(facts, 'rule', element('code', '', data.rules[rule]));
  if (score !== null) fact(facts, 'score', score.toFixed(3), meter(score));
  for (const repair of partsOf(number, i).flatMap(part => [...part.querySelectorAll('u[id]')])) {
    fact(facts, 'repair', repairWords(number, placeOf(repair)[1]));
  }
  fact(facts, 'offset', text ? `${start}–${start + [...text].length}` : String(start));
}

function repairWords(number, i) {
  const [kind, original, repaired] = dataOf(number).x[i];
  const seen = original.replace(/\r?\n/g, '↵').replace(/ /g, '␣');
  return `“${seen}” → ${repaired ? '“' + repaired + '”' : word('page.removed')} (${word('repair.' + kind)})`;
}

function meter(score) {
  const made = element('meter');
  made.value = score;
  made.setAttribute('aria-hidden', 'true');
  return made;
}

function fact(list, field, ...values) {
  const pair = element('div');
  const value = element('dd');
  value.append(...values);
  pair.append(element('dt', '', word('field.' + field)), value);
  list.append(pair);
}

function linkItem(number, link) {
  const item = element('li');
  const other = element('button', '', nameOf(number, link.other));
  other.dataset.r = number + '-' + link.other;
  item.append(element('span', 'role lit ' + link.kind, link.role), other, element('small', '', link.rule));
  return item;
}
