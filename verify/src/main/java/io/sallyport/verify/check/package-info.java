/** What the proofs that drive real workers have in common: what a finding is, and whether a gateway's tables agree with each other. */
@NullMarked
package io.sallyport.verify.check;

import org.jspecify.annotations.NullMarked;
