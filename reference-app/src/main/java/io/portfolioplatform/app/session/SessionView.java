package io.portfolioplatform.app.session;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the page learns of a {@link Session}: no token that would be worth stealing.
 *
 * @param email who is signed in
 * @param csrfToken value of {@code X-CSRF-Token} in writes
 * @param role what the person may see beyond their own, to show a link or not
 * @param expiresAt when to refresh
 */
record SessionView(String email, String csrfToken, @Nullable String role, Instant expiresAt) {

}
