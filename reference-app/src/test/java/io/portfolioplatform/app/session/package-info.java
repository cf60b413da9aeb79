/**
 * Tests of the sign-in, against a Supabase Auth of their own.
 */
@NullMarked
package io.portfolioplatform.app.session;

import org.jspecify.annotations.NullMarked;
