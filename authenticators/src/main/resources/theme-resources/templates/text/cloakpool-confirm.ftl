<#ftl output_format="plainText">
${msg("cloakpoolEmailConfirmBody", realmName, code, link, hours)}
