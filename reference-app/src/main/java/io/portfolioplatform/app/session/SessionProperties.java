package io.portfolioplatform.app.session;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Settings of the sign-in with e-mail and password. It exists where an anon key is set,
 * and then needs the other two.
 *
 * @param supabaseUrl URL of the Supabase project whose users sign in
 * @param anonKey public key of the project, which the sign-in sends along
 * @param secretKey secret that encrypts the session cookie, at least 32 bytes
 * @param djangoSecretKey the same under the name it has in Django, where that is all
 * there is
 */
@ConfigurationProperties(prefix = "portfolio.session", ignoreUnknownFields = false)
public record SessionProperties(@DefaultValue("") String supabaseUrl, @DefaultValue("") String anonKey,
		@DefaultValue("") String secretKey, @DefaultValue("") String djangoSecretKey) {

	public SessionProperties {
		// An empty file or variable is as good as none.
		secretKey = StringUtils.hasText(secretKey) ? secretKey : djangoSecretKey;
	}

	/**
	 * Returns whether people can sign in with e-mail and password.
	 * @return whether an anon key is set
	 */
	public boolean isSignInOffered() {
		return StringUtils.hasText(this.anonKey);
	}

	@Override
	public String toString() {
		return "SessionProperties[supabaseUrl=" + this.supabaseUrl + "]";
	}

}
