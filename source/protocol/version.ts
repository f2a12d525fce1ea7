/** Of the control socket between clients, commands and the daemon. Raise it with every change that an older side would misread. */
export const controlProtocol = 1;

/** Of the socket of a holder. Frozen early: a daemon speaks this and the one before, so that an update never costs a running agent. */
export const holderProtocol = 1;
