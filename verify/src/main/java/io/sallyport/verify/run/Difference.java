package io.sallyport.verify.run;

/** Something that the gateway does and the model does not, or the other way round. */
final class Difference extends RuntimeException {
    private static final long serialVersionUID = 1;

    Difference(String what) {
        super(what, null, false, false);
    }
}
