package io.portfolioplatform.app.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Supabase project whose users sign in. At least one property is needed; a project that
 * moves from HS256 to signing keys needs both until the last old token has expired.
 *
 * @param url URL of the project, such as https://abcdefgh.supabase.co; tokens signed with
 * its keys (ES256, RS256) are accepted
 * @param jwtSecret secret of the project, at least 32 bytes; tokens signed with it
 * (HS256) are accepted
 */
@ConfigurationProperties(prefix = "supabase", ignoreUnknownFields = false)
record SupabaseProperties(@DefaultValue("") String url, @DefaultValue("") String jwtSecret) {

	@Override
	public String toString() {
		return "SupabaseProperties[url=" + this.url + ", jwtSecret="
				+ (StringUtils.hasText(this.jwtSecret) ? "***" : "") + "]";
	}

}
