package io.portfolioplatform.app.session;

import java.time.Instant;

/**
 * What the page learns of a {@link Session}: no token that would be worth stealing.
 *
 * @param email who is signed in
 * @param csrfToken value of {@code X-CSRF-Token} in writes
 * @param expiresAt when to refresh
 */
record SessionView(String email, String csrfToken, Instant expiresAt) {

}
