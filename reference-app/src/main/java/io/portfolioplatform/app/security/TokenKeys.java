package io.portfolioplatform.app.security;

import java.net.URL;
import java.security.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.crypto.SecretKey;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.proc.SingleKeyJWSKeySelector;
import com.nimbusds.jose.util.DefaultResourceRetriever;

/**
 * Selects the key of a token by its algorithm: the secret for HS256 and nothing else, a
 * published key for ES256 and RS256, none for any other. A published key can therefore
 * never be taken for a secret.
 */
class TokenKeys implements JWSKeySelector<SecurityContext> {

	private static final Set<JWSAlgorithm> PUBLISHED = Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);

	private static final int TIMEOUT_MILLISECONDS = 2000;

	private final Map<JWSAlgorithm, JWSKeySelector<SecurityContext>> selectors = new HashMap<>();

	/**
	 * Creates the selector.
	 * @param project where the keys come from
	 * @param rotation told of every refresh
	 */
	TokenKeys(SupabaseProject project, KeyRotation rotation) {
		SecretKey secret = project.secret();
		if (secret != null) {
			this.selectors.put(JWSAlgorithm.HS256, new SingleKeyJWSKeySelector<>(JWSAlgorithm.HS256, secret));
		}
		URL keys = project.keys();
		if (keys != null) {
			JWSKeySelector<SecurityContext> published = new JWSVerificationKeySelector<>(PUBLISHED,
					published(keys, rotation));
			PUBLISHED.forEach((algorithm) -> this.selectors.put(algorithm, published));
		}
	}

	/**
	 * Keeps keys for the library's 5 minutes: Supabase asks not to exceed 10, so that a
	 * revoked key ends. A token with an unknown key may refresh them early, at most twice
	 * in 30 seconds.
	 */
	private static JWKSource<SecurityContext> published(URL keys, KeyRotation rotation) {
		DefaultResourceRetriever retriever = new DefaultResourceRetriever(TIMEOUT_MILLISECONDS, TIMEOUT_MILLISECONDS,
				JWKSourceBuilder.DEFAULT_HTTP_SIZE_LIMIT);
		JWKSource<SecurityContext> source = JWKSourceBuilder.<SecurityContext>create(keys, retriever)
			.refreshAheadCache(JWKSourceBuilder.DEFAULT_REFRESH_AHEAD_TIME, false, rotation)
			.retrying(true)
			.build();
		JWKSetSource<SecurityContext> kept = ((JWKSetBasedJWKSource<SecurityContext>) source).getJWKSetSource();
		return (selector, context) -> {
			try {
				return source.get(selector, context);
			}
			catch (RateLimitReachedException ex) {
				// Keys were asked for just now, and this one was not among them. Where
				// none are kept because they could not be fetched, this fails again.
				return selector.select(
						kept.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), System.currentTimeMillis(), context));
			}
		};
	}

	@Override
	public List<? extends Key> selectJWSKeys(JWSHeader header, SecurityContext context) throws KeySourceException {
		JWSKeySelector<SecurityContext> selector = this.selectors.get(header.getAlgorithm());
		return (selector != null) ? selector.selectJWSKeys(header, context) : List.of();
	}

}
