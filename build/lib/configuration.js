/** Only says what type it is: `export const configuration = configure({ … })`. Everything is checked when it is used. */
export const configure = (configuration) => configuration;
