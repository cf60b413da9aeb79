package io.portfolioplatform.app.security;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Checked form of {@link SupabaseProperties}.
 *
 * @param issuer issuer of the project's tokens, or {@code null} if its URL is not known
 * @param secret key of HS256 tokens, or {@code null} if they are not accepted
 */
record SupabaseProject(@Nullable String issuer, @Nullable SecretKey secret) {

	/**
	 * RFC 7518, section 3.2: a key of at least the size of the hash.
	 */
	private static final int MINIMUM_SECRET_BYTES = 32;

	static SupabaseProject of(SupabaseProperties properties) {
		String url = StringUtils.hasText(properties.url()) ? properties.url().strip() : null;
		String secret = StringUtils.hasText(properties.jwtSecret()) ? properties.jwtSecret() : null;
		if (url == null && secret == null) {
			throw new InvalidSecurityConfigurationException(
					"No user can sign in: neither SUPABASE_URL nor SUPABASE_JWT_SECRET is set.",
					"Set SUPABASE_URL to the URL of your Supabase project, such as https://abcdefgh.supabase.co. If the "
							+ "project still signs with its shared secret, set SUPABASE_JWT_SECRET to it as well.");
		}
		return new SupabaseProject((url != null) ? issuer(url) : null, (secret != null) ? key(secret) : null);
	}

	private static String issuer(String url) {
		try {
			URI uri = new URI(url);
			boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
			if (web && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawUserInfo() == null) {
				return StringUtils.trimTrailingCharacter(url, '/') + "/auth/v1";
			}
		}
		catch (URISyntaxException ex) {
			// Told below, without the text: a password may stand in it.
		}
		throw new InvalidSecurityConfigurationException("SUPABASE_URL is not the URL of a Supabase project.",
				"Set it to scheme and host as the project's settings show them, such as https://abcdefgh.supabase.co.");
	}

	private static SecretKey key(String secret) {
		byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
		if (bytes.length < MINIMUM_SECRET_BYTES) {
			throw new InvalidSecurityConfigurationException(
					"SUPABASE_JWT_SECRET has " + bytes.length + " bytes; HS256 needs at least " + MINIMUM_SECRET_BYTES
							+ ".",
					"Copy the whole JWT secret from the project's settings. It is not the anon key and not a password.");
		}
		return new SecretKeySpec(bytes, "HmacSHA256");
	}

	/**
	 * Returns where the project publishes its signing keys.
	 * @return a URL, or {@code null} if the project's URL is not known
	 */
	@Nullable URL keys() {
		try {
			return (this.issuer != null) ? URI.create(this.issuer + "/.well-known/jwks.json").toURL() : null;
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException("An http URL was checked before", ex);
		}
	}

	@Override
	public String toString() {
		return "SupabaseProject[issuer=" + this.issuer + "]";
	}

}
