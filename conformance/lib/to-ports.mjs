// Loaded before the scanner: it knows the ports 443 and 80 only, which belong to root. Here they lead to the portal's own,
// so that the scan runs anywhere and what it sees is `https://localhost`.
import { Socket } from 'node:net';

const ports = { 443: Number(process.env.SCAN_HTTPS_PORT), 80: Number(process.env.SCAN_HTTP_PORT) };
const { connect } = Socket.prototype;

Socket.prototype.connect = function connectElsewhere(...given) {
  // `net` passes its own arguments on as one list.
  const [options] = Array.isArray(given[0]) ? given[0] : given;
  if (options?.host === 'localhost' && ports[options.port]) Object.assign(options, { host: '127.0.0.1', port: ports[options.port] });
  return connect.apply(this, given);
};
