#!/bin/sh
# Makes the files of this folder with OpenSSL 3: two authorities of time stamps, one with an elliptic key and one with RSA, and what they answer
# about the digest below, and one about a checkpoint. Made once; the tests read the files. The private keys are thrown away.
set -e
DIGEST=$(printf 'what is signed of a checkpoint' | openssl dgst -sha256 -r | cut -d' ' -f1)
WORK=$(mktemp -d)
cat > "$WORK/openssl.cnf" <<CNF
[ req ]
distinguished_name = name
prompt = no
[ name ]
CN = Test
[ tsa ]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[ other ]
basicConstraints = critical, CA:false
extendedKeyUsage = clientAuth
[ ca ]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[ tsa_section ]
serial = $WORK/serial
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
signer_digest = sha256
ess_cert_id_alg = sha256
CNF
made() { # NAME, how its keys are made
  NAME=$1; shift
  openssl genpkey "$@" -out "$WORK/$NAME-ca.key"
  openssl genpkey "$@" -out "$WORK/$NAME.key"
  openssl req -new -x509 -config "$WORK/openssl.cnf" -extensions ca -key "$WORK/$NAME-ca.key" -subj "/CN=Test authority $NAME" -days 36500 -out "$NAME-ca.pem"
  openssl req -new -config "$WORK/openssl.cnf" -key "$WORK/$NAME.key" -subj "/CN=Test time stamps $NAME" -out "$WORK/$NAME.csr"
  openssl x509 -req -in "$WORK/$NAME.csr" -CA "$NAME-ca.pem" -CAkey "$WORK/$NAME-ca.key" -CAcreateserial -extfile "$WORK/openssl.cnf" -extensions tsa -days 36500 -out "$NAME-tsa.pem"
  openssl ts -query -digest "$DIGEST" -sha256 -cert -out "$WORK/request.tsq"
  openssl ts -reply -config "$WORK/openssl.cnf" -section tsa_section -queryfile "$WORK/request.tsq" -signer "$NAME-tsa.pem" -inkey "$WORK/$NAME.key" -out "$NAME.tsr"
  openssl ts -verify -digest "$DIGEST" -in "$NAME.tsr" -CAfile "$NAME-ca.pem"
  rm -f "$NAME-ca.srl"
}
echo 01 > "$WORK/serial"
made ec -algorithm EC -pkeyopt ec_paramgen_curve:P-256
made rsa -algorithm RSA -pkeyopt rsa_keygen_bits:2048
# A checkpoint: its digest is the SHA-256 of what is signed of it, its signature and a line break.
openssl ts -query -digest "$(cat checkpoint-12.digest)" -sha256 -cert -out "$WORK/request.tsq"
openssl ts -reply -config "$WORK/openssl.cnf" -section tsa_section -queryfile "$WORK/request.tsq" -signer ec-tsa.pem -inkey "$WORK/ec.key" -out timestamp-12.tsr
# A request that is refused: SHA-1 is not taken.
openssl ts -query -digest "$(printf x | openssl dgst -sha1 -r | cut -d' ' -f1)" -sha1 -out "$WORK/request.tsq"
openssl ts -reply -config "$WORK/openssl.cnf" -section tsa_section -queryfile "$WORK/request.tsq" -signer ec-tsa.pem -inkey "$WORK/ec.key" -out refused.tsr || true
rm -r "$WORK"
