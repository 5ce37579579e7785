/** The proof in the lab that sessions outlive the gateway's process: it is killed, started again, replaced, beside traffic that has to go on. */
@NullMarked
package io.sallyport.lab.restart;

import org.jspecify.annotations.NullMarked;
