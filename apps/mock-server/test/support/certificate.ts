/**
 * A certificate for 127.0.0.1 that no client trusts, valid from 2020 to 2120, and its key. Made with OpenSSL for tests only:
 * Node can use certificates, but not make them.
 */
export const testCertificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgNm/r6nArYHpPoUmV
O8UCQYrB728aBuZNenoaHwxKJsShRANCAARaFzrGUlGeZV+XjKY3jtkcEMAs3xZK
Wcws5bPy1X9r5YLOq5b0DdekTi8C7F5s/jXHfnrLDWtiXVkkB7V61pUf
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBXDCCAQKgAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAkxMjcuMC4w
LjEwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CTEyNy4wLjAuMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFoXOsZSUZ5lX5eM
pjeO2RwQwCzfFkpZzCzls/LVf2vlgs6rlvQN16ROLwLsXmz+Ncd+essNa2JdWSQH
tXrWlR+jQzBBMA8GA1UdEwEB/wQFMAMBAf8wDwYDVR0RBAgwBocEfwAAATAdBgNV
HQ4EFgQUqS2XI6qSyH8T1cX9DBiT+Nnc+x4wCgYIKoZIzj0EAwIDSAAwRQIgTr2v
EXTqooa9jAkxDdF85N7rmFaUiu7mPIsjvorMsTQCIQDBM7TILNbAkCJe7xegkD3V
rNKX3azfk1priqvW5yCFnQ==
-----END CERTIFICATE-----
`,
};
