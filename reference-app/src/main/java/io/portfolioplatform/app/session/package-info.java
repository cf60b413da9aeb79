/**
 * Sign-in of people against Supabase Auth, kept in an encrypted cookie: no server holds a
 * session, so every replica serves everybody.
 */
@NullMarked
package io.portfolioplatform.app.session;

import org.jspecify.annotations.NullMarked;
