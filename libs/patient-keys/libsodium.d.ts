/** The part of libsodium that rows are sealed with; it ships without types. Pointers are places in its memory. */
declare module 'libsodium' {
  export interface Libsodium {
    readonly HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
    _sodium_init(): number;
    /** Lengths of 64 bits come in two halves, the low one first. */
    _crypto_aead_chacha20poly1305_ietf_encrypt(
      sealed: number,
      sealedLength: 0,
      text: number,
      textLow: number,
      textHigh: 0,
      name: number,
      nameLow: number,
      nameHigh: 0,
      unused: 0,
      nonce: number,
      key: number,
    ): number;
    /** Returns 0 if the bytes are the sealed ones. */
    _crypto_aead_chacha20poly1305_ietf_decrypt(
      text: number,
      textLength: 0,
      unused: 0,
      sealed: number,
      sealedLow: number,
      sealedHigh: 0,
      name: number,
      nameLow: number,
      nameHigh: 0,
      nonce: number,
      key: number,
    ): number;
  }
  export default function load(settings: { readonly getRandomValue: () => number }): Promise<Libsodium>;
}
