/* On the screen: filters the findings by article, result, bearer and words, and folds their evidence. Without this
   script the page shows everything. All words come from the page; texts are only read and compared. */
(() => {
  'use strict';

  const form = document.getElementById('filter');
  const controls = form.elements;
  const status = form.querySelector('[role=status]');
  const keys = ['article', 'result', 'bearer'];
  const evidence = [...document.querySelectorAll('details.proof')];

  /* A group has the keys, its items are shown one by one; a group without items is one itself. */
  const groups = [...document.querySelectorAll('[data-result]')].map(at => {
    const items = [...at.querySelectorAll('.item')];
    return {
      at,
      heading: items.length ? at.querySelector('h4').textContent : '',
      items: (items.length ? items : [at]).map(item => ({at: item})),
      section: at.closest('section'),
    };
  });
  const total = groups.reduce((sum, group) => sum + group.items.length, 0);

  /* What is hidden together with all its items: tables, and the headings between rules. */
  const holders = new Map();
  const notes = new Map();
  for (const {at, items, section} of groups) {
    if (!notes.has(section)) {
      const note = document.createElement('p');
      note.className = 'left-out';
      section.querySelector('h2').after(note);
      notes.set(section, note);
    }
    let heading = at;
    while (heading && heading.tagName !== 'H3')
      heading = heading.previousElementSibling;
    for (const item of items)
      for (const holder of [heading, item.at.closest('.scroll, .further')])
        if (holder)
          holders.has(holder) ? holders.get(holder).push(item) : holders.set(holder, [item]);
  }

  const say = (words, ...numbers) =>
    words.replace(/\{(\d)(?::(.*?)\|(.*?))?\}/g, (_, number, one, more) =>
      one === undefined ? numbers[number - 1].toLocaleString('en') : numbers[number - 1] === 1 ? one : more);
  const fold = text => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  const textOf = (group, item) => item.text ??= fold(group.heading + ' ' + item.at.textContent);

  function show(at, isShown) {
    at.classList.toggle('out', !isShown);
    return isShown;
  }

  function apply() {
    const words = fold(controls.words.value).split(' ').filter(word => word);
    const hidden = new Map([...notes.keys()].map(section => [section, 0]));
    let shown = 0;
    for (const group of groups) {
      const fits = keys.every(key => !controls[key].value || controls[key].value === group.at.dataset[key]);
      const here = group.items.filter(item =>
        show(item.at, item.isShown = fits && words.every(word => textOf(group, item).includes(word)))).length;
      show(group.at, here > 0);
      shown += here;
      hidden.set(group.section, hidden.get(group.section) + group.items.length - here);
    }
    for (const [holder, items] of holders) {
      const here = items.filter(item => item.isShown).length;
      show(holder, here > 0);
      if (holder.classList.contains('further'))
        holder.style.containIntrinsicSize = `none ${3 * here}rem`;
    }
    for (const [section, note] of notes)
      note.textContent = hidden.get(section) ? say(form.dataset.hidden, hidden.get(section)) : '';
    status.textContent = shown < total
      ? say(form.dataset.some, total, shown, total - shown) : say(form.dataset.all, total);
  }

  /* ---- The state is in the address, so that it can be sent: #?article=9&result=fail ---- */

  const isState = () => location.hash.length < 2 || location.hash.startsWith('#?');

  function read(state) {
    for (const name of [...keys, 'words']) {
      controls[name].value = state.get(name) || '';
      if (controls[name].selectedIndex === -1)
        controls[name].value = '';
    }
    apply();
  }

  function write() {
    const state = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
    history.replaceState(null, '', '#' + (state && '?' + state));
    apply();
  }

  /* A link to something that the filter hides ends the filter. */
  function follow() {
    if (isState()) {
      read(new URLSearchParams(location.hash.slice(2)));
      return;
    }
    const target = document.querySelector(':target');
    if (!target)
      return;
    if (target.closest('.out'))
      read(new URLSearchParams());
    for (let at = target.closest('details'); at; at = at.parentElement.closest('details'))
      at.open = true;
    target.scrollIntoView();
  }

  /* ---- Evidence ---- */

  function setOpen(list, isOpen) {
    for (const at of list)
      at.open = isOpen;
  }

  let closed = [];
  addEventListener('beforeprint', () => {
    closed = evidence.filter(at => !at.open);
    setOpen(closed, true);
  });
  addEventListener('afterprint', () => setOpen(closed, false));

  /* ---- The form ---- */

  for (const key of keys)
    for (const option of [...controls[key].options].filter(one => one.value)) {
      const count = groups.reduce((sum, g) => sum + (g.at.dataset[key] === option.value ? g.items.length : 0), 0);
      if (count)
        option.text += ' (' + count.toLocaleString('en') + ')';
      else
        option.remove();
    }
  form.addEventListener('input', write);
  form.addEventListener('reset', () => setTimeout(write));
  form.addEventListener('submit', event => {
    event.preventDefault();
    const first = groups.find(group => !group.at.classList.contains('out'));
    if (first) {
      first.at.tabIndex = -1;
      first.at.focus();
    }
  });
  controls.open.addEventListener('click', () => setOpen(evidence, true));
  controls.close.addEventListener('click', () => setOpen(evidence, false));
  addEventListener('hashchange', follow);

  setOpen(evidence, false);
  form.hidden = false;
  apply();
  follow();
})();
