package io.portfolioplatform.app.security;

import java.util.concurrent.atomic.AtomicReference;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.events.Event;
import com.nimbusds.jose.util.events.EventListener;

/**
 * Notices that the project publishes other keys than before.
 */
class KeyRotation implements EventListener<CachingJWKSetSource<SecurityContext>, SecurityContext> {

	private final AtomicReference<JWKSet> keys = new AtomicReference<>(new JWKSet());

	private final Runnable rotated;

	/**
	 * Creates the listener.
	 * @param rotated called after other keys were read, the first ones included
	 */
	KeyRotation(Runnable rotated) {
		this.rotated = rotated;
	}

	@Override
	public void notify(Event<CachingJWKSetSource<SecurityContext>, SecurityContext> event) {
		if (event instanceof CachingJWKSetSource.RefreshCompletedEvent<SecurityContext> refresh) {
			JWKSet now = refresh.getJWKSet();
			if (!now.equals(this.keys.getAndSet(now))) {
				this.rotated.run();
			}
		}
	}

}
