// A browser without a screen and without JavaScript: keeps cookies by host, follows redirects one by one, fills forms.

export class Client {
  #cookies = new Map();
  /** Every address visited, in order. */
  visited = [];
  /** Everything that was sent to it: bodies and headers. */
  received = '';

  #jar(url) {
    // Cookies know no ports, so a host is its name alone.
    const { hostname } = new URL(url);
    if (!this.#cookies.has(hostname)) this.#cookies.set(hostname, new Map());
    return this.#cookies.get(hostname);
  }

  /** The cookie of a host, by its name. */
  cookie(url, name) {
    return this.#jar(url).get(name);
  }

  /** One request; nothing is followed. */
  async send(url, init = {}) {
    const jar = this.#jar(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, ...(cookie && { cookie }) } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair, ...attributes] = line.split(';');
      const [name, value] = [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1)];
      const over = attributes.some((one) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(one));
      if (over) jar.delete(name);
      else jar.set(name, value);
    }
    const body = await answer.text();
    this.visited.push(url);
    this.received += `${[...answer.headers].map((pair) => pair.join(': ')).join('\n')}\n${body}\n`;
    return { url, status: answer.status, headers: answer.headers, body };
  }

  /** Goes on until something is no redirect. */
  async follow(url, init) {
    let answer = await this.send(url, init);
    for (let steps = 0; answer.headers.get('location') && answer.status < 400; steps += 1) {
      if (steps > 10) throw new Error(`redirects without end at ${answer.url}`);
      answer = await this.send(new URL(answer.headers.get('location'), answer.url).href);
    }
    return answer;
  }

  /** Fills the page's one form and sends it. */
  async submit({ url, body }, fields) {
    const action = body.match(/<form[^>]* action="([^"]*)"/)?.[1] ?? '';
    const hidden = [...body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]);
    return this.follow(new URL(action.replaceAll('&amp;', '&'), url).href, { method: 'POST', body: new URLSearchParams([...hidden, ...Object.entries(fields)]) });
  }
}
