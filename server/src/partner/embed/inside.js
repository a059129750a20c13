// Runs in a page of the portal inside a provider's page: tells the page around it how high it is, asks whether it may stay, and goes
// blank where it may not. Speaks with one origin, in one form, and obeys nothing but "say your height again".
'use strict';
(() => {
  const { parent: origin, state, reason, theme } = document.currentScript.dataset;
  const say = (event, more) => {
    if (origin && parent !== self) parent.postMessage({ type: 'kenko-view', v: 1, event, ...more }, origin);
  };
  let told = 0;
  const size = (again) => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height !== told || again) say('size', { height: (told = height) });
  };
  addEventListener('message', ({ source, origin: from, data }) => {
    const ours = source === parent && from === origin && data && data.type === 'kenko-view' && data.v === 1;
    if (ours && data.event === 'hello') size(true);
  });
  new ResizeObserver(() => size()).observe(document.body);
  // Off screen nothing is observed.
  size();
  if (reason) say('ended', { reason });
  if (theme) say('theme-refused', {});
  if (!state) return;
  // What ends is gone within the minute: the page is opened again, and then says why. Where nobody can be asked it is taken off
  // the screen at the third time.
  let failed = 0, timer;
  const look = async () => {
    clearTimeout(timer);
    try {
      const { status } = await fetch(state, { cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(10000) });
      if (status !== 204 && status !== 503) return location.reload();
      failed = status === 204 ? 0 : failed + 1;
    } catch {
      failed += 1;
    }
    if (failed > 2) {
      document.getElementById('main').replaceChildren();
      return location.reload();
    }
    timer = setTimeout(look, 15000);
  };
  timer = setTimeout(look, 15000);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) look();
  });
})();
