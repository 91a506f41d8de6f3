// Searching, and copying what is selected as the input has it.

// Searching: the text as it stands, and mentions by what they were read as

let hits = [];
let hitAt = -1;

function seek() {
  const query = search.value.trim();
  hits = query ? [...document.querySelectorAll('.text')].flatMap(text => hitsIn(text, query)) : [];
  hitAt = -1;
  found.textContent = query ? `${hits.length} ${word('page.hits')}` : '';
  paint('hit', hits);
  paint('hit-here', []);
  for (const row of document.querySelectorAll('.records > details > ul > li')) {
    row.classList.toggle('miss', query !== '' && !row.textContent.includes(query));
  }
}

function hitsIn(text, query) {
  const ranges = wordHits(text, query);
  const [number] = placeOf(text);
  dataOf(number).m.forEach(([record, , , , norm], i) => {
    const parts = partsOf(number, i);
    const read = `${norm || ''}\n${nameOf(number, record)}`;
    if (parts.length && read.includes(query) && !wordsOf(parts).includes(query)) ranges.push(rangeOver(parts[0]));
  });
  return ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
}

function wordHits(text, query) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const nodes = [];
  for (let node = walker.nextNode(), at = 0; node; at += node.length, node = walker.nextNode()) nodes.push([at, node]);
  const whole = text.textContent;
  const ranges = [];
  let n = 0;
  for (let at = whole.indexOf(query); at >= 0; at = whole.indexOf(query, at + query.length)) {
    while (n + 1 < nodes.length && nodes[n + 1][0] <= at) n += 1;
    let last = n;
    while (last + 1 < nodes.length && nodes[last + 1][0] < at + query.length) last += 1;
    const range = new Range();
    range.setStart(nodes[n][1], at - nodes[n][0]);
    range.setEnd(nodes[last][1], at + query.length - nodes[last][0]);
    ranges.push(range);
  }
  return ranges;
}

function rangeOver(part) {
  const range = new Range();
  range.selectNodeContents(part);
  return range;
}

function paint(name, ranges) {
  if (CSS.highlights) CSS.highlights.set(name, new Highlight(...ranges));
}

function nextHit(step) {
  if (!hits.length) return;
  hitAt = (hitAt + step + hits.length + (hitAt < 0 && step < 0 ? 1 : 0)) % hits.length;
  paint('hit-here', [hits[hitAt]]);
  found.textContent = `${hitAt + 1} / ${hits.length}`;
  hits[hitAt].startContainer.parentElement.scrollIntoView({ block: 'center' });
}

// Copying: what is selected in a text, as the input has it

function onCopy(event) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const ends = [range.startContainer, range.endContainer].map(node => (node.nodeType === 1 ? node : node.parentElement).closest('.text'));
  if (!ends[0] || ends[0] !== ends[1]) return;
  const part = range.cloneContents();
  for (const hidden of part.querySelectorAll('[data-c]')) hidden.textContent = String.fromCodePoint(parseInt(hidden.dataset.c, 16));
  event.clipboardData.setData('text/plain', part.textContent);
  event.preventDefault();
}
