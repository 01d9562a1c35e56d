// SPDX-License-Identifier: Apache-2.0
// The part of PKCS #11 (OASIS PKCS #11 Cryptographic Token Interface Base Specification 2.40) that a
// station's keys need: written from the specification, so that no package is needed to build.
#pragma once

typedef unsigned long cryptoki_number;

struct cryptoki_version { unsigned char major, minor; };

struct cryptoki_attribute {
  cryptoki_number type;
  void *value;
  cryptoki_number count;
};

struct cryptoki_mechanism {
  cryptoki_number mechanism;
  void *parameter;
  cryptoki_number count;
};

struct cryptoki_token {
  unsigned char label[32];
  unsigned char manufacturer[32];
  unsigned char model[16];
  unsigned char serial[16];
  cryptoki_number flags;
  cryptoki_number sessions_and_memory[10];
  struct cryptoki_version hardware, firmware;
  unsigned char time[16];
};

struct cryptoki_start {
  void *mutex_functions[4];
  cryptoki_number flags;
  void *reserved;
};

// CK_FUNCTION_LIST: the order is fixed by the specification; unused functions are counted only.
struct cryptoki_functions {
  struct cryptoki_version version;
  cryptoki_number (*initialize)(struct cryptoki_start *);
  void *finalize_to_list[3];  // Finalize, GetInfo, GetFunctionList
  cryptoki_number (*slots)(unsigned char with_token, cryptoki_number *slots, cryptoki_number *count);
  void *slot_info;
  cryptoki_number (*token)(cryptoki_number slot, struct cryptoki_token *);
  void *mechanisms_to_set_pin[5];  // GetMechanismList, GetMechanismInfo, InitToken, InitPIN, SetPIN
  cryptoki_number (*open_session)(
      cryptoki_number slot, cryptoki_number flags, void *application, void *notify,
      cryptoki_number *session);
  cryptoki_number (*close_session)(cryptoki_number session);
  void *close_all_to_set_state[4];  // CloseAllSessions, GetSessionInfo, Get-, SetOperationState
  cryptoki_number (*login)(
      cryptoki_number session, cryptoki_number user, const unsigned char *pin,
      cryptoki_number count);
  cryptoki_number (*logout)(cryptoki_number session);
  cryptoki_number (*create_object)(
      cryptoki_number session, struct cryptoki_attribute *, cryptoki_number count,
      cryptoki_number *object);
  void *copy_to_size[3];  // CopyObject, DestroyObject, GetObjectSize
  cryptoki_number (*attributes)(
      cryptoki_number session, cryptoki_number object, struct cryptoki_attribute *,
      cryptoki_number count);
  void *set_attributes;
  cryptoki_number (*find_start)(
      cryptoki_number session, struct cryptoki_attribute *, cryptoki_number count);
  cryptoki_number (*find)(
      cryptoki_number session, cryptoki_number *objects, cryptoki_number most,
      cryptoki_number *count);
  cryptoki_number (*find_end)(cryptoki_number session);
  void *encrypt_to_digest[13];  // Encrypt* (4), Decrypt* (4), Digest* (5)
  cryptoki_number (*sign_start)(
      cryptoki_number session, struct cryptoki_mechanism *, cryptoki_number key);
  cryptoki_number (*sign)(
      cryptoki_number session, const unsigned char *data, cryptoki_number count,
      unsigned char *signature, cryptoki_number *signature_count);
  // Sign* (2), SignRecover* (2), Verify* (4), VerifyRecover* (2), two at once (4)
  void *sign_update_to_decrypt_verify[14];
  void *generate_key;
  cryptoki_number (*generate_pair)(
      cryptoki_number session, struct cryptoki_mechanism *, struct cryptoki_attribute *public_part,
      cryptoki_number public_count, struct cryptoki_attribute *private_part,
      cryptoki_number private_count, cryptoki_number *public_key, cryptoki_number *private_key);
};

typedef cryptoki_number (*cryptoki_list)(struct cryptoki_functions **);

// A function found by name in a library; Swift cannot cast a pointer to it by itself.
static inline cryptoki_list cryptoki_as_list(void *symbol) { return (cryptoki_list)symbol; }
