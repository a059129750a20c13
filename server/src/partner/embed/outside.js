// <kenko-view provider view item launch lang theme title>
{
  const base = new URL(document.currentScript.src).origin;
  const names = { ja: '健康手帳の画面', easy: '健康手帳の がめん', en: 'Kenko Techo' };
  const light = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0.05);
  const reads = (one, other) => (light(one) / light(other)) ** (light(one) < light(other) ? -1 : 1) >= 4.5;
  const colours = (text) => {
    const all = text.toLowerCase().trim().split(/\s+/);
    const [ink, soft, paper, wash, link, tint] = all;
    const fits = all.length === 6 && all.every((one) => /^#[0-9a-f]{6}$/.test(one))
      && [paper, wash].every((ground) => [ink, soft, link].every((one) => reads(one, ground)))
      && reads(ink, tint) && reads(link, tint) && reads(link, '#ffffff');
    return fits && all.map((one) => one.slice(1)).join('-');
  };
  customElements.get('kenko-view') || customElements.define('kenko-view', class extends HTMLElement {
    static observedAttributes = ['launch'];

    hear = ({ source, origin, data }) => {
      if (source !== this.frame?.contentWindow || origin !== base || data?.type !== 'kenko-view' || data.v !== 1) return;
      const { event, height, reason } = data;
      if (event === 'size' && Number.isInteger(height) && height > 0 && height < 60000) this.frame.height = height;
      if (event === 'theme-refused' || (event === 'ended' && /^[a-z-]{1,40}$/.test(reason))) this.tell(event, reason);
    };

    connectedCallback() {
      addEventListener('message', this.hear);
      this.open();
    }

    disconnectedCallback() {
      removeEventListener('message', this.hear);
    }

    attributeChangedCallback() {
      this.open();
    }

    open() {
      const of = (name) => this.getAttribute(name) || '';
      const [view, item, launch] = ['view', 'item', 'launch'].map(of);
      if (!this.isConnected || this.used === launch || !/^[a-z]+\/[\w-]*$/.test(`${view}/${item}`)) return;
      this.used = launch;
      const lang = Object.hasOwn(names, of('lang')) ? of('lang') : 'ja';
      const asked = { provider: of('provider'), launch, lang };
      const theme = of('theme') && colours(of('theme'));
      if (theme) asked.theme = theme;
      if (theme === false) this.tell('theme-refused');
      const src = `${base}/embed/${view}${item && '/items/' + item}?${new URLSearchParams(asked)}`;
      this.frame = document.createElement('iframe');
      const style = 'width:100%;border:0;display:block';
      Object.assign(this.frame, { title: of('title') || names[lang], referrerPolicy: 'no-referrer', src, height: 480, style });
      this.replaceChildren(this.frame);
    }

    tell(event, reason) {
      this.dispatchEvent(new CustomEvent(`kenko-${event}`, { detail: { reason }, bubbles: true }));
    }
  });
}
