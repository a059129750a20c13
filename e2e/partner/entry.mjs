// Writes the sample provider's entry for the portal's registry, for the port it stands on.
const port = Number(process.env.PROVIDER_PORT ?? 3200);
const origin = `http://127.0.0.1:${port}`;
console.log(JSON.stringify({
  id: 'sample-app',
  name: '見本ノート',
  purpose: 'self-care',
  purpose_words: '健診とお薬の移り変わりを、アプリの画面に並べて見せます。',
  kinds: ['eligibility', 'checkups', 'medications', 'expenses'],
  origins: [origin],
  redirect_uris: [`${origin}/`],
  contact: '見本ノート 相談窓口（電話はありません）',
  privacy_policy: `${origin}/privacy`,
}));
