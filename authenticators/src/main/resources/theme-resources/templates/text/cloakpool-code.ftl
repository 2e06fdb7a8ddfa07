<#ftl output_format="plainText">
${msg("cloakpoolEmailCodeBody", realmName, code, minutes)}
