// <kenko-view provider view item launch lang theme title>: a page of the portal in yours.
(() => {
  'use strict';
  const base = new URL(document.currentScript.src).origin;
  const names = { ja: '健康手帳の画面', easy: '健康手帳の がめん', en: 'Kenko Techo' };
  const light = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0.05);
  const reads = (one, other) => (light(one) / light(other)) ** (light(one) < light(other) ? -1 : 1) >= 4.5;
  // Text, soft text, paper, ground, links, tint. The server looks more closely.
  const colours = (text) => {
    const all = text.toLowerCase().trim().split(/\s+/);
    const [ink, soft, paper, wash, link, tint] = all;
    const fits = all.length === 6 && all.every((one) => /^#[0-9a-f]{6}$/.test(one))
      && [paper, wash].every((ground) => [ink, soft, link].every((one) => reads(one, ground)))
      && reads(ink, tint) && reads(link, tint) && reads(link, '#ffffff');
    return fits && all.map((one) => one.slice(1)).join('-');
  };
  if (!customElements.get('kenko-view')) customElements.define('kenko-view', class extends HTMLElement {
    static observedAttributes = ['provider', 'view', 'item', 'launch', 'lang', 'theme'];

    connectedCallback() {
      this.ask();
    }

    // What is set late, or anew, counts: once for all that is set at one moment. A code is good for one time.
    attributeChangedCallback(name, was, is) {
      if (was !== is && this.isConnected) this.ask();
    }

    ask() {
      clearTimeout(this.asking);
      this.asking = setTimeout(() => this.isConnected && this.open());
    }

    open() {
      const of = (name) => this.getAttribute(name) || '';
      const [view, item, lang] = [of('view'), of('item'), Object.hasOwn(names, of('lang')) ? of('lang') : 'ja'];
      if (!/^[a-z]+\/[\w-]*$/.test(`${view}/${item}`) || !of('provider') || of('launch') === this.used) return;
      this.used = of('launch');
      const asked = { provider: of('provider'), launch: of('launch'), lang };
      if (of('theme')) {
        const theme = colours(of('theme'));
        if (theme) asked.theme = theme;
        else this.tell('theme-refused');
      }
      const url = `${base}/embed/${view}${item && '/items/' + item}?${new URLSearchParams(asked)}`;
      const frame = document.createElement('iframe');
      Object.assign(frame, { title: of('title') || names[lang], referrerPolicy: 'no-referrer', src: url, height: 480 });
      frame.style.cssText = 'width:100%;border:0;display:block';
      const hear = ({ source, origin, data }) => {
        if (source !== frame.contentWindow || origin !== base || data?.type !== 'kenko-view' || data.v !== 1) return;
        const { event, height, reason } = data;
        if (event === 'size' && Number.isInteger(height) && height > 0 && height < 60000) frame.height = height;
        if (event === 'ended' && /^[a-z-]{1,40}$/.test(reason)) this.tell(event, reason);
        if (event === 'theme-refused') this.tell(event);
      };
      this.hear && removeEventListener('message', this.hear);
      addEventListener('message', (this.hear = hear));
      this.replaceChildren(frame);
    }

    disconnectedCallback() {
      removeEventListener('message', this.hear);
    }

    tell(event, reason) {
      this.dispatchEvent(new CustomEvent(`kenko-${event}`, { detail: { reason }, bubbles: true }));
    }
  });
})();
