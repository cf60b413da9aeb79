package io.portfolioplatform.app.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

import org.jspecify.annotations.Nullable;

/**
 * Seals texts with AES-256-GCM under a random nonce: nobody without the key reads or
 * changes them. The sealed form is base64url of nonce and ciphertext.
 */
class SessionCipher {

	private static final String ALGORITHM = "AES/GCM/NoPadding";

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private final SecureRandom random = new SecureRandom();

	private final SecretKey key;

	SessionCipher(SecretKey key) {
		this.key = key;
	}

	String seal(String text) {
		byte[] nonce = new byte[NONCE_BYTES];
		this.random.nextBytes(nonce);
		try {
			byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
			byte[] all = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
			return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has AES-GCM", ex);
		}
	}

	/**
	 * Opens a sealed text.
	 * @param sealed what a client sent
	 * @return the text, or {@code null} if it was not sealed with this key or was changed
	 */
	@Nullable String open(String sealed) {
		try {
			ByteBuffer all = ByteBuffer.wrap(Base64.getUrlDecoder().decode(sealed));
			byte[] nonce = new byte[NONCE_BYTES];
			if (all.remaining() < nonce.length) {
				return null;
			}
			all.get(nonce);
			byte[] rest = new byte[all.remaining()];
			all.get(rest);
			return new String(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(rest), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException | GeneralSecurityException ex) {
			return null;
		}
	}

	private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance(ALGORITHM);
		cipher.init(mode, this.key, new GCMParameterSpec(TAG_BITS, nonce));
		return cipher;
	}

}
