// oidc-provider as a SMART on FHIR authorisation server: node smart.mjs PORT PATIENT LIFE_S
// PKCE enforced, refresh tokens rotate, introspection for the gate in front of the FHIR server at /check.
import Provider from 'oidc-provider';

const [port, patient, life] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const gate = `Basic ${Buffer.from('gate:gate-secret').toString('base64')}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'viewer', token_endpoint_auth_method: 'none', application_type: 'native',
      grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
      redirect_uris: ['http://127.0.0.1/callback'],
    },
    { client_id: 'gate', client_secret: 'gate-secret', redirect_uris: [], grant_types: [], response_types: [] },
  ],
  scopes: ['openid', 'fhirUser', 'offline_access', 'launch/patient', 'patient/*.rs', 'user/*.rs'],
  claims: { openid: ['sub'], fhirUser: ['fhirUser'] },
  conformIdTokenClaims: false,
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, fhirUser: 'Practitioner/p1' }) }),
  extraParams: ['aud', 'launch'],
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: async () => true,
  ttl: { AccessToken: Number(life), AuthorizationCode: 60, IdToken: 600, RefreshToken: 3600, Grant: 3600, Interaction: 600, Session: 3600 },
  features: {
    devInteractions: { enabled: true },
    introspection: { enabled: true, allowedPolicy: () => true },
    revocation: { enabled: true, allowedPolicy: (_context, client, token) => token.clientId === client.clientId },
  },
});

async function isActive(authorization) {
  const body = new URLSearchParams({ token: (authorization ?? '').replace(/^Bearer /, '') });
  const reply = await fetch(`${issuer}/token/introspection`, { method: 'POST', headers: { authorization: gate }, body });
  return (await reply.json()).active === true;
}

provider.use(async (context, next) => {
  if (context.path === '/check') {
    context.status = (await isActive(context.get('authorization'))) ? 204 : 401;
    if (context.status === 401) context.set('WWW-Authenticate', 'Bearer error="invalid_token"');
    return;
  }
  await next();
  console.log(context.method, context.path, context.status);
  if (context.path === '/token' && context.status === 200) {
    context.body = { ...context.body, patient, need_patient_banner: true };
  }
});
provider.listen(Number(port), '127.0.0.1');
