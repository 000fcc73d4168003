// What runs in the page itself. Each of these is sent there by itself, so none may use another, or anything of here.

/**
 * Goes there, waits until the view no longer changes, and says how long after an answer a change was painted at most:
 * of what is on the screen, and of all. What the page asks of the inbox by itself is shown beside the view, only to a
 * patient in it. markup: the view as it stands then, without what lies below the screen.
 * @param {{route: string, state?: any, quiet: number}} to state: what the history holds of that visit
 */
export async function tap({ route, state, quiet }) {
  const main = document.querySelector("main");
  const draws = [];
  let changed = 0;
  let nodes = [];
  const painted = () => {
    draws.push({ changed, painted: performance.now(), nodes });
    changed = 0;
    nodes = [];
  };
  const observer = new MutationObserver((records) => {
    if (changed === 0) {
      // It runs behind the frame in which it was asked for, and before what the page does next.
      requestAnimationFrame(() => scheduler.postTask(painted, { priority: "user-blocking" }));
    }
    changed = performance.now();
    nodes.push(...records.flatMap(({ addedNodes, target }) => (addedNodes.length > 0 ? [...addedNodes] : [target])));
  });
  const boxOf = (node) => {
    const range = document.createRange();
    range.selectNode(node);
    return (node instanceof Element ? node : range).getBoundingClientRect();
  };
  const isOnScreen = (node) => {
    const box = boxOf(node);
    return box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0;
  };
  const ofScreen = (node) => {
    const copy = node.cloneNode(false);
    [...node.childNodes]
      .filter((one) => boxOf(one).top < innerHeight)
      .forEach((one) => copy.appendChild(ofScreen(one)));
    return copy;
  };
  observer.observe(main, { subtree: true, childList: true, characterData: true });
  performance.clearResourceTimings();
  const begun = performance.now();
  history.pushState(state ?? null, "", `#/${route}`);
  dispatchEvent(new HashChangeEvent("hashchange"));
  let before = -1;
  while (before !== draws.length || draws.length === 0 || changed !== 0) {
    before = draws.length;
    await new Promise((resolve) => setTimeout(resolve, quiet));
  }
  observer.disconnect();
  const answers = performance
    .getEntriesByType("resource")
    .filter(({ name }) => route.startsWith("patient/") || !/\/v1\/inbox\?(?!.*limit=200)/.test(name))
    .map((entry) => entry.responseEnd);
  const wait = (one) => one.painted - Math.max(begun, ...answers.filter((end) => end <= one.changed));
  // What is gone again, as the word that it takes a while, is not what was asked for.
  const kept = draws.map((one) => ({ ...one, nodes: one.nodes.filter((node) => node.isConnected) }));
  const latest = (isMeant) => Math.max(...kept.filter(({ nodes }) => nodes.some(isMeant)).map(wait));
  return { screen: latest(isOnScreen), whole: latest(() => true), markup: ofScreen(main).innerHTML };
}

/**
 * What the browser alone needs for the same screen: the ready elements, copied and put into an empty main at once,
 * until they are painted. No page is faster on this processor. Twice: first, and come back to.
 * @param {{markup: string, quiet: number}} what
 */
export async function floor({ markup, quiet }) {
  const main = document.querySelector("main");
  const holder = document.createElement("template");
  holder.innerHTML = markup;
  const rest = () => new Promise((resolve) => setTimeout(resolve, quiet));
  const times = [];
  for (let i = 0; i < 2; i++) {
    main.replaceChildren();
    await rest();
    const begun = performance.now();
    main.append(document.importNode(holder.content, true));
    const end = await new Promise((resolve) =>
      requestAnimationFrame(() => scheduler.postTask(() => resolve(performance.now()), { priority: "user-blocking" })),
    );
    times.push(end - begun);
    await rest();
  }
  return times;
}

/** How fast the processor is just now: ms for a fixed piece of work of the kind that a page does, read a text of JSON
 * and make 200 elements of it, the median of seven; nothing of the page is in it. */
export function score() {
  const text = JSON.stringify(
    Array.from({ length: 200 }, (_, i) => ({ id: `x${i}`, name: "Jan Willems", at: i * 7919 })),
  );
  const times = [];
  for (let i = 0; i < 9; i++) {
    const begun = performance.now();
    for (let j = 0; j < 3; j++) {
      const holder = document.createElement("div");
      for (const { id, name, at } of JSON.parse(text)) {
        const made = document.createElement("p");
        made.setAttribute("data-id", id);
        made.textContent = `${name}, ${at}`;
        holder.append(made);
      }
    }
    times.push(performance.now() - begun);
  }
  return times.slice(2).sort((a, b) => a - b)[3];
}
