// SPDX-License-Identifier: Apache-2.0
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/objects.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// What OpenSSL offers as macros only, which Swift does not see.

static inline long crypto_bio_contents(BIO *bio, const unsigned char **bytes) {
  return BIO_get_mem_data(bio, (char **)bytes);
}

static inline int crypto_x509_count(const STACK_OF(X509) *stack) { return sk_X509_num(stack); }

static inline X509 *crypto_x509_at(const STACK_OF(X509) *stack, int index) {
  return sk_X509_value(stack, index);
}

static inline void crypto_x509_free_all(STACK_OF(X509) *stack) {
  sk_X509_pop_free(stack, X509_free);
}

static inline int crypto_signer_count(const STACK_OF(CMS_SignerInfo) *stack) {
  return sk_CMS_SignerInfo_num(stack);
}

static inline CMS_SignerInfo *crypto_signer_at(const STACK_OF(CMS_SignerInfo) *stack, int index) {
  return sk_CMS_SignerInfo_value(stack, index);
}

static inline unsigned long crypto_name_hash(const X509_NAME *name) {
  return X509_NAME_hash_ex(name, NULL, NULL, NULL);
}

// Prints a name on one line, in UTF-8.
static const unsigned long crypto_name_on_one_line = XN_FLAG_ONELINE & ~ASN1_STRFLGS_ESC_MSB;

// A public key of a named curve; NULL on failure. Here because the parameters only borrow their names.
static inline EVP_PKEY *crypto_curve_key(
    const char *curve, const unsigned char *point, size_t count) {
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, (char *)curve, 0),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, (void *)point, count),
      OSSL_PARAM_construct_end(),
  };
  EVP_PKEY *key = NULL;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
  if (context != NULL && EVP_PKEY_fromdata_init(context) == 1)
    (void)EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters);
  EVP_PKEY_CTX_free(context);
  return key;
}
