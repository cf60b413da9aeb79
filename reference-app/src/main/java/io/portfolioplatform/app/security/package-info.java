/**
 * Who may use the application: Supabase tokens, allowed hosts and security headers.
 */
@NullMarked
package io.portfolioplatform.app.security;

import org.jspecify.annotations.NullMarked;
