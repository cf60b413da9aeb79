/**
 * Who is signed in, and what that user has settled on.
 */
@NullMarked
package io.portfolioplatform.app.user;

import org.jspecify.annotations.NullMarked;
